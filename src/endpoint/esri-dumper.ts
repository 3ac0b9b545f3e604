import { esriToGeojson } from "./esri-geojson.ts";
import {
  everything,
  objectIdField,
  type PageSize,
  type Query,
  quarters,
  readPageSize,
  steps,
  supportsPagination,
} from "./esri-pages.ts";
import {
  type CancelSignal,
  type Fetch,
  type FetchFailure,
  FetchInterrupted,
  type FetchResponse,
  pythonException,
  readBody,
} from "./fetch.ts";
import type { ArcgisParameters } from "./plugin-parameters.ts";
import { type PyObject, PythonJsonError, type PyValue, writePythonJson } from "./python-json.ts";
import {
  asExactInteger,
  asInteger,
  asList,
  asObject,
  extremes,
  identity,
  isEqual,
  isTrue,
  member,
  PythonError,
  pythonText,
} from "./python-values.ts";
import { responseJson } from "./response-json.ts";

/**
 * Every feature of an ArcGIS layer, asked for as the collector's library does: what is asked, in which order, what is
 * tried again and what is not. Errors are thrown as `PythonError`; what ends the download for reasons the library does
 * not know (cancelled, too large) as `FetchInterrupted`.
 *
 * Source: esridump/dumper.py (1.13.0), as digital_land/plugins/arcgis.py uses it
 */
export interface DumperEffects {
  readonly fetch: Fetch;
  readonly pause: (seconds: number) => Promise<void>;
  readonly limitBytes: number;
  readonly limitSeconds?: number;
  readonly cancel?: CancelSignal;
  /** Told before each page, and after the last: features so far, and how many the layer says it has. */
  readonly progress: (features: number, of: number | undefined) => void;
}

export interface EsriDumper {
  /** The first request: the page itself. Its status is the one logged. */
  ask(): Promise<FetchResponse>;
  metadata(): Promise<PyObject>;
  /** GeoJSON features, page by page. */
  features(): AsyncIterable<readonly PyObject[]>;
  /** The number of features the layer told, once it was asked. */
  count(): number | undefined;
}

// A pause at every fifth page.
const pagesToPause = 5;
// Halving a box sixty times uses up a float; Python goes on until its recursion limit ends the download.
const deepestSplit = 60;

export function esriDumper(url: string, parameters: ArcgisParameters, effects: DumperEffects): EsriDumper {
  const queryUrl = `${url}/query`;
  let told: number | undefined;

  /** A certificate that cannot be trusted is accepted at the second attempt. */
  async function request(method: "GET" | "POST", address: string, query: Query): Promise<FetchResponse> {
    const attempt = (verifyCertificate: boolean) =>
      effects.fetch({
        url: address,
        method,
        parameters: query,
        timeoutSeconds: parameters.timeoutSeconds,
        verifyCertificate,
        ...(effects.limitSeconds === undefined ? {} : { limitSeconds: effects.limitSeconds }),
        ...(effects.cancel ? { cancel: effects.cancel } : {}),
      });
    let reply = await attempt(true);
    if (!reply.ok && reply.failure.code === "certificate") reply = await attempt(false);
    if (!reply.ok) throw libraryError(reply.failure);
    return reply.response;
  }

  async function read(response: FetchResponse): Promise<Uint8Array> {
    try {
      return await readBody(response, effects.limitBytes);
    } catch (error) {
      throw error instanceof FetchInterrupted ? libraryError(error.failure) : error;
    }
  }

  /** `_handle_esri_errors`: the JSON of an answer that has status 200 and no `error`. */
  async function askJson(method: "GET" | "POST", address: string, query: Query): Promise<PyObject> {
    const response = await request(method, address, query);
    const body = await read(response);
    if (response.status !== 200) throw new PythonError("EsriDownloadError");
    const data = responseJson(response.headers, body);
    if (!(data instanceof Map)) throw new PythonError("AttributeError");
    const error = data.get("error");
    if (isTrue(error)) throw errorMember(error);
    return data;
  }

  async function metadata(): Promise<PyObject> {
    return askJson("GET", url, [["f", "json"]]);
  }

  async function featureCount(): Promise<PyValue | undefined> {
    try {
      const data = await askJson("GET", queryUrl, [
        ["where", "1=1"],
        ["returnCountOnly", "true"],
        ["f", "json"],
      ]);
      return data.get("count") ?? undefined;
    } catch (error) {
      if (isDownloadError(error)) return undefined;
      throw error;
    }
  }

  /** Lowest and highest object id by statistics, proved by asking for both. */
  async function lowestAndHighest(field: string): Promise<readonly [bigint, bigint]> {
    const statistic = (type: string, name: string): PyValue =>
      new Map<string, PyValue>([
        ["statisticType", type],
        ["onStatisticField", field],
        ["outStatisticFieldName", name],
      ]);
    const statistics = await askJson("GET", queryUrl, [
      ["f", "json"],
      ["outFields", ""],
      ["outStatistics", writePythonJson([statistic("min", "THE_MIN"), statistic("max", "THE_MAX")], true)],
    ]);
    const [first] = asList(member(statistics, "features"));
    if (first === undefined) throw new PythonError("IndexError");
    // Some servers name the members after SQL of their own: the values tell which is which.
    const values = Array.from(asObject(member(asObject(first), "attributes")).values());
    const [least, most] = extremes(values);
    const proof = await askJson("GET", queryUrl, [
      ["where", `${field} = ${pythonText(least)} OR ${field} = ${pythonText(most)}`],
      ["returnIdsOnly", "true"],
      ["f", "json"],
    ]);
    const ids = proof.get("objectIds");
    if (!isTrue(ids)) throw new PythonError("EsriDownloadError");
    const held = new Set(asList(ids).map(identity));
    if (!held.has(identity(least)) || !held.has(identity(most))) throw new PythonError("EsriDownloadError");
    return [asInteger(least), asInteger(most)];
  }

  async function objectIds(): Promise<bigint[]> {
    const data = await askJson("GET", queryUrl, [
      ["where", "1=1"],
      ["returnIdsOnly", "true"],
      ["f", "json"],
    ]);
    const ids = data.get("objectIds");
    if (!isTrue(ids)) throw new PythonError("EsriDownloadError");
    return asList(ids)
      .map(asInteger)
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }

  async function* features(): AsyncGenerator<readonly PyObject[]> {
    const layer = await metadata();
    const pageSize = readPageSize(parameters.maxPageSize, layer.get("maxRecordCount"));
    const count = await featureCount();
    told = typeof count === "bigint" ? Number(count) : undefined;
    if (count !== undefined && isEqual(count, 0n)) return;
    const queries = await planPages(layer, pageSize, count);
    if (queries === "by-envelope") yield* featuresByEnvelope(layer, pageSize);
    else yield* featuresByPage(queries);
  }

  /** The requests that together bring the whole layer: by offset, else by ranges of the object id. */
  async function planPages(
    layer: PyObject,
    pageSize: PageSize,
    count: PyValue | undefined,
  ): Promise<Iterable<Query> | "by-envelope"> {
    const pages = (from: bigint, to: bigint, query: (at: bigint, size: bigint) => Query): Iterable<Query> =>
      steps(from, to, asExactInteger(pageSize), query);
    if (count !== undefined && supportsPagination(layer)) {
      return pages(0n, asExactInteger(count), (offset) => [
        ["resultOffset", String(offset)],
        ["resultRecordCount", String(pageSize)],
        ...everything("1=1"),
      ]);
    }
    const field = objectIdField(layer);
    if (isTrue(layer.get("supportsStatistics"))) {
      try {
        const [least, most] = await lowestAndHighest(field);
        return pages(least - 1n, most, (from, size) => {
          let to = from + size;
          if (to > most) to = most;
          return everything(`${field} > ${from} AND ${field} <= ${to}`);
        });
      } catch (error) {
        if (!isDownloadError(error)) throw error;
      }
    }
    try {
      const ids = await objectIds();
      return pages(0n, BigInt(ids.length), (at, size) => {
        const chunk = ids.slice(Number(at), Number(at + size));
        return everything(`${field} >= ${chunk[0]} AND ${field} <= ${chunk.at(-1)}`);
      });
    } catch (error) {
      if (!isDownloadError(error)) throw error;
      return "by-envelope";
    }
  }

  async function* featuresByPage(queries: Iterable<Query>): AsyncGenerator<readonly PyObject[]> {
    let sent = 0;
    let pages = 0;
    for (const query of queries) {
      effects.progress(sent, told);
      const data = await askPage(query, ++pages % pagesToPause === 0);
      const page = asList(data.get("features")).map(esriToGeojson);
      sent += page.length;
      yield page;
    }
    effects.progress(sent, told);
  }

  /** A page that fails is asked for again after a pause, one that is not JSON is not. */
  async function askPage(query: Query, pauseFirst: boolean): Promise<PyObject> {
    let failed = false;
    for (let attempt = 0; attempt < parameters.retries; attempt++) {
      try {
        if (pauseFirst) await effects.pause(parameters.retryBackoffSeconds);
        return await askJson("POST", queryUrl, query);
      } catch (error) {
        if (error instanceof FetchInterrupted) throw error;
        if (error instanceof PythonJsonError) throw new PythonError("EsriDownloadError");
        if (!(error instanceof PythonError)) throw error;
        failed = true;
        await effects.pause(parameters.retryBackoffSeconds * (attempt + 1));
      }
    }
    throw new PythonError(failed ? "EsriDownloadError" : "AttributeError");
  }

  /** The last way: boxes, split where a box brings as many features as a page may hold. */
  async function* featuresByEnvelope(
    layer: PyObject,
    pageSize: PageSize,
  ): AsyncGenerator<readonly PyObject[]> {
    const key = objectIdField(layer);
    const seen = new Set<string>();
    let sent = 0;
    for await (const found of envelope(member(layer, "extent"), pageSize, 0)) {
      const page: PyObject[] = [];
      for (const feature of found) {
        const attributes = asObject(member(asObject(feature), "attributes"));
        const id = identity(attributes.get(key) ?? null);
        if (seen.has(id)) continue;
        page.push(esriToGeojson(feature));
        seen.add(id);
      }
      sent += page.length;
      effects.progress(sent, told);
      yield page;
    }
  }

  async function* envelope(box: PyValue, most: PageSize, depth: number): AsyncGenerator<readonly PyValue[]> {
    const data = await askJson("GET", queryUrl, [
      ["geometry", writePythonJson(box)],
      ["geometryType", "esriGeometryEnvelope"],
      ["spatialRel", "esriSpatialRelIntersects"],
      ["returnCountOnly", "false"],
      ["returnIdsOnly", "false"],
      ["returnGeometry", "True"],
      ["outSR", "4326"],
      ["outFields", "*"],
      ["f", "json"],
    ]);
    const found = asList(member(data, "features"));
    if (found.length < most) {
      yield found;
      return;
    }
    if (depth >= deepestSplit) throw new PythonError("RecursionError");
    for (const part of quarters(asObject(box))) yield* envelope(part, most, depth + 1);
  }

  return { ask: () => readFully(request("GET", url, []), read), metadata, features, count: () => told };
}

/** requests reads the whole body before it returns. */
async function readFully(
  asked: Promise<FetchResponse>,
  read: (response: FetchResponse) => Promise<Uint8Array>,
): Promise<FetchResponse> {
  const response = await asked;
  await read(response);
  return response;
}

/** What the library meets as an exception of requests; our own limits and a cancel end the download instead. */
function libraryError(failure: FetchFailure): PythonError | FetchInterrupted {
  switch (failure.code) {
    case "cancelled":
    case "too-large":
    case "time-limit":
    case "offline":
    case "mixed-content":
    case "not-allowed-in-browser":
    case "relay-refused":
    case "relay-unavailable":
      return new FetchInterrupted(failure);
    default:
      return new RequestsError(failure);
  }
}

/** An exception of requests, with what it was: the first one tells a person why there is no layer. */
export class RequestsError extends PythonError {
  constructor(readonly failure: FetchFailure) {
    super(pythonException(failure));
  }
}

function isDownloadError(error: unknown): boolean {
  return error instanceof PythonError && error.exception === "EsriDownloadError";
}

/** The library joins `details`; where the server sends none it stumbles, and what would be passed over ends the download. */
function errorMember(error: PyValue | undefined): PythonError {
  if (!(error instanceof Map)) return new PythonError("TypeError");
  if (!error.has("message") || !error.has("details")) return new PythonError("KeyError");
  const details = error.get("details");
  const joins =
    typeof details === "string" ||
    details instanceof Map ||
    (Array.isArray(details) && details.every((detail) => typeof detail === "string"));
  return new PythonError(joins ? "EsriDownloadError" : "TypeError");
}
