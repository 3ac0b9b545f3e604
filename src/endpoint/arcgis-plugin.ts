import { type CollectEffects, type CollectInput, type PluginResult, usualLimitBytes } from "./collector.ts";
import { esriDumper, RequestsError } from "./esri-dumper.ts";
import { type FetchFailure, FetchInterrupted, type FetchResponse } from "./fetch.ts";
import type { ArcgisParameters } from "./plugin-parameters.ts";
import { type PyObject, PythonJsonError, writePythonJson } from "./python-json.ts";
import { PythonError } from "./python-values.ts";

/**
 * A whole layer as one FeatureCollection.
 *
 * Whatever goes wrong once features are asked for is logged as `TypeError`: the plugin keeps the text it has begun,
 * and the collector cannot hash a text.
 *
 * Source: digital_land/plugins/arcgis.py
 */
export async function collectArcgis(
  input: CollectInput,
  parameters: ArcgisParameters,
  effects: CollectEffects,
): Promise<PluginResult> {
  const limitBytes = input.limitBytes ?? usualLimitBytes;
  const dumper = esriDumper(input.url, parameters, {
    fetch: effects.fetch,
    pause: effects.pause,
    limitBytes,
    progress: (done, of) =>
      effects.progress?.({ unit: "features", done, ...(of === undefined ? {} : { of }) }),
    ...(input.limitSeconds === undefined ? {} : { limitSeconds: input.limitSeconds }),
    ...(effects.cancel ? { cancel: effects.cancel } : {}),
  });
  let first: FetchResponse;
  try {
    first = await dumper.ask();
    await dumper.metadata();
  } catch (error) {
    return failed(error, exceptionName(error));
  }
  try {
    return {
      log: { status: String(first.status) },
      bytes: await featureCollection(dumper.features(), limitBytes),
    };
  } catch (error) {
    exceptionName(error);
    return failed(error, "TypeError");
  }
}

/** The text as the plugin puts it together: all ASCII, so one byte a letter. */
async function featureCollection(
  pages: AsyncIterable<readonly PyObject[]>,
  limitBytes: number,
): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const chunks = [encoder.encode('{"type":"FeatureCollection","features":[')];
  let size = chunks[0]?.length ?? 0;
  let separator = "\n";
  for await (const page of pages) {
    let text = "";
    for (const feature of page) {
      text += separator + writePythonJson(feature);
      separator = ",\n";
    }
    const chunk = encoder.encode(text);
    size += chunk.length;
    if (size > limitBytes) throw new FetchInterrupted({ code: "too-large", limitBytes });
    chunks.push(chunk);
  }
  chunks.push(encoder.encode("]}"));
  const whole = new Uint8Array(size + 2);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function failed(error: unknown, exception: string): PluginResult {
  const failure = failureOf(error);
  return { log: { exception }, ...(failure ? { failure } : {}) };
}

function failureOf(error: unknown): FetchFailure | undefined {
  if (error instanceof FetchInterrupted || error instanceof RequestsError) return error.failure;
  return undefined;
}

/** What ends the download is one of these three; anything else is a bug of ours and thrown on. */
function exceptionName(error: unknown): string {
  if (error instanceof PythonError) return error.exception;
  if (error instanceof PythonJsonError) return "JSONDecodeError";
  if (error instanceof FetchInterrupted) return "ConnectionError";
  throw error;
}
