import type { Configuration, ConfigurationFile, RunConfiguration } from "../configuration/configuration.ts";
import { layUserMapping } from "../configuration/draft.ts";
import { runConfiguration } from "../configuration/run-configuration.ts";
import { convert } from "../engine/convert/convert.ts";
import type { Converted } from "../engine/convert/converted.ts";
import { type RunResult, run } from "../engine/run.ts";
import type { RunLibraries, RunSettings, RunTables } from "../engine/settings.ts";
import type { RunSink } from "../engine/sink.ts";
import type { RunTrace } from "../engine/trace.ts";
import type { CheckFailure } from "../report/failure.ts";
import { withOldNames } from "../specification/derive.ts";
import type { Specification } from "../specification/specification.ts";
import type { Effects } from "./effects.ts";
import type { CheckInput } from "./input.ts";
import { endpointHash, resourceName } from "./sha256.ts";
import { GridUnavailable, type Transformation, transformationFor } from "./transformation.ts";

/** Everything decided before the first row is read: kept, so that a report can say what was used. */
export interface PreparedRun {
  readonly settings: RunSettings;
  readonly tables: RunTables;
  readonly configuration: Configuration;
  readonly libraries: RunLibraries;
  readonly transformation: Transformation;
  /** SHA-256 hex of the bytes, also when the resource has another name. */
  readonly sha256: string;
  /** Fields of the publisher's mapping that the dataset does not have. */
  readonly notMapped: readonly string[];
}

export interface FinishedRun extends PreparedRun {
  readonly converted: Converted;
  readonly result: RunResult;
}

export type RunReply =
  | { readonly ok: true; readonly run: FinishedRun }
  | { readonly ok: false; readonly failure: CheckFailure };

/**
 * Runs one resource through the engine: the one place where tables, configuration, convert and phases are put together,
 * for the page, the command line, the server and the conformance runner.
 *
 * `observe` is told what was prepared and what the resource was converted to, before the first row.
 */
export async function runResource(
  input: CheckInput,
  effects: Effects,
  sink: RunSink,
  observe?: (prepared: PreparedRun, converted: Converted) => void,
  trace?: RunTrace,
): Promise<RunReply> {
  const prepared = await prepare(input, effects);
  if (!prepared.ok) return prepared;
  const { settings, tables, libraries } = prepared.run;
  const converted = await convert(input.source, effects.convert, input.charset);
  observe?.(prepared.run, converted);
  try {
    const result = run(converted, settings, tables, libraries, sink, trace);
    return { ok: true, run: { ...prepared.run, converted, result } };
  } catch (error) {
    if (!(error instanceof GridUnavailable)) throw error;
    return { ok: false, failure: { code: "grid-unavailable", detail: error.message } };
  }
}

async function prepare(
  input: CheckInput,
  effects: Effects,
): Promise<{ ok: true; run: PreparedRun } | { ok: false; failure: CheckFailure }> {
  const specification = await effects.tables.specification(input.dataset);
  if (!specification.pipelines.has(input.dataset)) {
    return { ok: false, failure: { code: "unknown-dataset", dataset: input.dataset } };
  }
  const sha256 = resourceName(input.source);
  const resource = input.resource ?? sha256;
  const endpoints = (input.endpoints ?? []).map(endpointHash);
  const { configuration, files, notMapped } = await chooseConfiguration(
    input,
    effects,
    specification,
    resource,
  );
  const scope = { dataset: input.dataset, resource, endpoints: input.mode === "check" ? [] : endpoints };
  const rules = runConfiguration(configuration, files ? { ...scope, files } : scope);
  if (!rules.ok) {
    return { ok: false, failure: { code: "bad-configuration", ...rules.fault } };
  }
  const settings: RunSettings = {
    dataset: input.dataset,
    resource,
    lookupsEnabled: input.mode === "pipeline",
    // As the live check: it passes no providers, endpoints or entry date.
    organisations: input.mode === "check" ? [] : (input.organisations ?? []),
    endpoints: scope.endpoints,
    entryDate: entryDate(input, effects.today()),
    today: effects.today(),
    categoryValues: await categoryValues(input, effects, rules.configuration),
  };
  const tables = {
    specification,
    organisations: await effects.tables.organisations(),
    configuration: rules.configuration,
  };
  const transformation = transformationFor(input.mode, input.transformation, effects.ostn15);
  const libraries = { geometry: await effects.geometry(), toWgs84: transformation.toWgs84 };
  return {
    ok: true,
    run: { settings, tables, configuration, libraries, transformation, sha256, notMapped },
  };
}

/** Once it is added, rows without an entry date get the day on which it is first collected: today. */
function entryDate({ mode, entryDate: given }: CheckInput, today: string): string {
  if (mode === "check") return "";
  return given ?? (mode === "added" ? today : "");
}

/** The configuration with the publisher's own mapping laid over it, and which of its tables this mode uses. */
async function chooseConfiguration(
  input: CheckInput,
  effects: Effects,
  specification: Specification,
  resource: string,
): Promise<{
  configuration: Configuration;
  files: ReadonlySet<ConfigurationFile> | undefined;
  notMapped: readonly string[];
}> {
  const collection = specification.datasets.get(input.dataset)?.collection ?? "";
  const published =
    input.configuration ?? (await effects.tables.configuration(collection, input.mode === "pipeline"));
  const drafted = layUserMapping(published, specification, {
    dataset: input.dataset,
    resource,
    ...(input.mapsEndpoint && input.endpoints?.[0] ? { endpoint: endpointHash(input.endpoints[0]) } : {}),
    ...(input.columnMapping ? { columns: input.columnMapping } : {}),
    ...(input.geometryType ? { geometryType: input.geometryType } : {}),
  });
  const files = input.configurationFiles ?? (input.mode === "check" ? drafted.checkFiles : undefined);
  return { configuration: drafted.configuration, files, notMapped: drafted.notMapped };
}

/** The known lists, also under the old names of migrated fields as the pipeline does, then those given for this check. */
async function categoryValues(
  input: CheckInput,
  effects: Effects,
  { migrations }: RunConfiguration,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const values = new Map(withOldNames(await effects.tables.categoryValues(input.dataset), migrations));
  for (const [field, list] of Object.entries(input.categoryValues ?? {})) values.set(field, list);
  return values;
}
