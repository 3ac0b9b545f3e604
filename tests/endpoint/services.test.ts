import { afterEach, describe, expect, it } from "vitest";
import { nodeCollectEffects, nodeFetch } from "../../src/effects/fetch-node.ts";
import { countFeatures, listLayers, readLayer, suggestLayer } from "../../src/endpoint/arcgis.ts";
import { type Collected, collect } from "../../src/endpoint/collect.ts";
import type { CollectInput } from "../../src/endpoint/collector.ts";
import type { Fetch } from "../../src/endpoint/fetch.ts";
import { inspectEndpoint } from "../../src/endpoint/inspect.ts";
import { findTruncation } from "../../src/endpoint/truncation.ts";
import { askCapabilities, countWfsFeatures, getFeatureUrl } from "../../src/endpoint/wfs.ts";
import { gmlFeatures } from "../conformance/gml-features.ts";
import {
  type ArcgisOptions,
  arcgisServer,
  features,
  type WfsOptions,
  wfsServer,
} from "../server/gis-server.ts";
import { type LoopbackServer, listen } from "../server/loopback.ts";
import { startRelay } from "../server/relay-server.ts";

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

const layerUrl = "http://gis.example/arcgis/rest/services/Planning/MapServer/3";
const wfsUrl = "http://gis.example/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=app:area";

interface Ways {
  readonly server: LoopbackServer;
  readonly direct: Fetch;
  readonly relay: Fetch;
}

/** The same server, asked directly as the command line does and through the relay as a browser does. */
async function serve(answer: Parameters<typeof listen>[0]): Promise<Ways> {
  const server = await listen(answer);
  const relay = await startRelay({ "gis.example:80": server });
  opened.push(server, relay);
  const direct = nodeFetch({ resolve: async () => ({ address: "127.0.0.1", port: server.port }) });
  return { server, direct, relay: relay.fetch };
}

const arcgis = (options: Partial<ArcgisOptions> = {}) =>
  serve(arcgisServer({ features: features(7), maxRecordCount: 3, ...options }));
const wfs = (options: Partial<WfsOptions> = {}) =>
  serve(wfsServer({ features: features(7), version: "2.0.0", ...options }));

function effects(fetch: Fetch) {
  return { ...nodeCollectEffects(fetch), pause: async () => {} };
}

function gather(fetch: Fetch, input: Partial<CollectInput> & { readonly url: string }): Promise<Collected> {
  return collect({ now: "2026-09-01T03:04:05", ...input }, effects(fetch));
}

function references(collected: Collected): string[] {
  const text = new TextDecoder().decode(collected.bytes);
  return [...text.matchAll(/"reference": ?"([^"]*)"/g)].map(([, reference = ""]) => reference);
}

const all = ["CA1", "CA2", "CA3", "CA4", "CA5", "CA6", "CA7"];

describe("a layer of an ArcGIS server", () => {
  it.each([
    ["by offset", {}, 3],
    ["by statistics of the object id", { pagination: false, statistics: true }, 3],
    ["by lists of object ids", { pagination: false }, 3],
  ] as const)(
    "is collected whole %s, directly and through the relay, with the same bytes",
    async (_, options, pages) => {
      const { server, direct, relay } = await arcgis(options);
      const first = await gather(direct, { url: layerUrl, plugin: "arcgis" });
      expect(references(first)).toEqual(all);
      expect(server.requests.filter(({ line }) => line.startsWith("POST"))).toHaveLength(pages);
      const second = await gather(relay, { url: layerUrl, plugin: "arcgis" });
      expect(second.log?.resource).toBe(first.log?.resource);
    },
  );

  it("is asked again for a page that fails", async () => {
    const { direct } = await arcgis({ busyOnce: true });
    expect(references(await gather(direct, { url: layerUrl, plugin: "arcgis" }))).toEqual(all);
  });

  it("tells how far it is", async () => {
    const { direct } = await arcgis();
    const told: unknown[] = [];
    await collect(
      { url: layerUrl, plugin: "arcgis", now: "2026-09-01T03:04:05" },
      { ...effects(direct), progress: (progress) => told.push(progress) },
    );
    expect(told).toEqual([0, 3, 6, 7].map((done) => ({ unit: "features", done, of: 7 })));
  });

  it("stops when it is cancelled", async () => {
    const { server, direct } = await arcgis();
    const controller = new AbortController();
    const collected = await collect(
      { url: layerUrl, plugin: "arcgis", now: "2026-09-01T03:04:05" },
      {
        ...effects(direct),
        cancel: controller.signal,
        progress: ({ done }) => done >= 3 && controller.abort(),
      },
    );
    expect(collected).toMatchObject({ status: "FAILED", failure: { code: "cancelled" } });
    expect(server.requests.filter(({ line }) => line.startsWith("POST"))).toHaveLength(1);
  });

  it("stops at our limit of size", async () => {
    const { direct } = await arcgis();
    const collected = await gather(direct, { url: layerUrl, plugin: "arcgis", limitBytes: 1000 });
    expect(collected).toMatchObject({ status: "FAILED", failure: { code: "too-large", limitBytes: 1000 } });
  });

  it("describes itself and its service", async () => {
    const { direct } = await arcgis();
    expect(await readLayer(layerUrl, direct)).toMatchObject({
      ok: true,
      value: { name: "Conservation Areas", maxRecordCount: 3, supportsPagination: true },
    });
    expect(await countFeatures(layerUrl, "OBJECTID > 5", direct)).toEqual({ ok: true, value: 2 });
    const layers = await listLayers("http://gis.example/arcgis/rest/services/Planning/MapServer", direct);
    if (!layers.ok) throw new Error("no layers");
    expect(layers.value.map(({ id, isGroup }) => [id, isGroup])).toEqual([
      [0, true],
      [2, false],
      [3, false],
      [7, false],
    ]);
    expect(suggestLayer(layers.value, "conservation-area")?.url).toBe(layerUrl);
    expect(suggestLayer(layers.value, "tree-preservation-order")?.id).toBe(2);
    expect(suggestLayer(layers.value, "brownfield-land")).toBeUndefined();
  });

  it("tells its errors, which come with status 200", async () => {
    const { direct } = await serve((_, response) =>
      response.end('{"error":{"code":499,"message":"Token Required","details":[]}}'),
    );
    expect(await readLayer(layerUrl, direct)).toEqual({ ok: false, status: 499, message: "Token Required" });
  });
});

describe("a truncated feed", () => {
  it("of an ArcGIS query is found by the count, with 7 features and 3 at one time", async () => {
    const { direct, relay } = await arcgis();
    for (const format of ["geojson", "json"]) {
      const url = `${layerUrl}/query?where=1%3D1&outFields=*&f=${format}`;
      for (const fetch of [direct, relay]) {
        const { bytes = new Uint8Array() } = await gather(fetch, { url });
        expect(await findTruncation(url, bytes, fetch)).toEqual({
          reason: "server-limit",
          received: 3,
          available: 7,
        });
      }
    }
  });

  it("of an ArcGIS query is found by its own word where the count is refused", async () => {
    const answer = arcgisServer({ features: features(7), maxRecordCount: 3 });
    const { direct } = await serve((request, response, body) => {
      if (request.url?.includes("returnCountOnly"))
        response.end('{"error":{"code":400,"message":"no","details":[]}}');
      else answer(request, response, body);
    });
    const url = `${layerUrl}/query?where=1%3D1&outFields=*&f=geojson`;
    const { bytes = new Uint8Array() } = await gather(direct, { url });
    expect(await findTruncation(url, bytes, direct)).toEqual({ reason: "server-limit", received: 3 });
  });

  it("is not seen where a condition leaves few, or the address limits itself", async () => {
    const { direct } = await arcgis();
    const few = `${layerUrl}/query?where=OBJECTID%20%3E%205&outFields=*&f=geojson`;
    const limited = `${layerUrl}/query?where=1%3D1&resultRecordCount=2&f=geojson`;
    const bytesOf = async (url: string) => (await gather(direct, { url })).bytes ?? new Uint8Array();
    expect(await findTruncation(few, await bytesOf(few), direct)).toBeUndefined();
    expect(await findTruncation(limited, await bytesOf(limited), direct)).toEqual({
      reason: "limit-in-address",
      received: 2,
      available: 7,
    });
  });

  it.each(["1.1.0", "2.0.0"] as const)("of a WFS %s is found, as GML and as JSON", async (version) => {
    const { direct } = await wfs({ version, most: 3 });
    for (const format of ["", "&outputFormat=application/json"]) {
      const url = `http://gis.example/wfs?service=WFS&version=${version}&request=GetFeature&typeName=app:area${format}`;
      const { bytes = new Uint8Array() } = await gather(direct, { url, plugin: "wfs" });
      expect(await findTruncation(url, bytes, direct)).toEqual({
        reason: "server-limit",
        received: 3,
        available: 7,
      });
    }
  });

  it("of a WFS is not seen when all came, and is the address's own doing with a count", async () => {
    const { direct } = await wfs();
    const bytesOf = async (url: string) => (await gather(direct, { url })).bytes ?? new Uint8Array();
    expect(await findTruncation(wfsUrl, await bytesOf(wfsUrl), direct)).toBeUndefined();
    const limited = `${wfsUrl}&count=2`;
    expect(await findTruncation(limited, await bytesOf(limited), direct)).toMatchObject({
      reason: "limit-in-address",
    });
  });
});

describe("a web feature service", () => {
  it.each(["1.1.0", "2.0.0"] as const)("is collected in pages of a hundred, version %s", async (version) => {
    const { server, direct, relay } = await wfs({ version, features: features(250) });
    const input = { url: wfsUrl, plugin: "wfs", parameters: '{"page_size": 50}' };
    const collected = await gather(direct, input);
    const found = gmlFeatures(new TextDecoder().decode(collected.bytes));
    expect(found.map((feature) => feature.get("reference"))).toEqual(
      features(250).map(({ reference }) => reference),
    );
    expect(found[0]?.get("WKT")).toBe("POINT (-2 53.5)");
    expect(server.requests.filter(({ line }) => line.includes("STARTINDEX"))).toHaveLength(3);
    expect((await gather(relay, input)).log?.resource).toBe(collected.log?.resource);
  });

  it("is given up when it sends the same page for ever", async () => {
    const { direct } = await wfs({ features: features(250), ignoresStart: true });
    const collected = await gather(direct, { url: wfsUrl, plugin: "wfs", parameters: '{"page_size": 50}' });
    expect(collected.log).toMatchObject({ status: "1", exception: "CalledProcessError" });
  });

  it("says what it offers, and gives an address that brings it all", async () => {
    const { direct } = await wfs();
    const answer = await askCapabilities("http://gis.example/wfs", direct);
    if (!answer.ok) throw new Error("no capabilities");
    expect(answer.value.featureTypes).toEqual([{ name: "app:area", title: "Conservation & other areas" }]);
    const url = getFeatureUrl("http://gis.example/wfs", "app:area", answer.value);
    expect(references(await gather(direct, { url }))).toEqual(all);
    expect(await countWfsFeatures(url, direct)).toEqual({ ok: true, value: 7 });
  });

  it("tells its errors, which come with status 200", async () => {
    const { direct } = await wfs();
    const url = "http://gis.example/wfs?service=WFS&request=GetFeature&typeNames=app:other";
    expect(await countWfsFeatures(url, direct)).toEqual({
      ok: false,
      status: 200,
      message: "Unknown type app:other",
    });
  });

  it("has the same hash each day, though it writes the time into every answer", async () => {
    let day = 1;
    const { direct } = await serve((_, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(`{"timeStamp":"2026-09-0${day++}T00:00:00Z","type":"FeatureCollection","features":[]}`);
    });
    const [first, second] = [await gather(direct, { url: wfsUrl }), await gather(direct, { url: wfsUrl })];
    expect(first.log?.resource).toBe(second.log?.resource);
  });
});

describe("inspecting an address", () => {
  it("offers the layers of a service", async () => {
    const { direct } = await arcgis();
    const url = "http://gis.example/arcgis/rest/services/Planning/MapServer";
    const inspection = await inspectEndpoint({ url, now: "2026-09-01T03:04:05" }, effects(direct));
    expect(inspection.choices.map(({ name, url, plugin }) => [name, url.at(-1), plugin])).toEqual([
      ["Tree preservation orders", "2", "arcgis"],
      ["Conservation Areas", "3", "arcgis"],
      ["Notes", "7", "arcgis"],
    ]);
    expect(inspection.advice.map(({ id }) => id)).toContain("arcgis-service");
  });

  it("offers the feature types of a WFS", async () => {
    const { direct } = await wfs();
    const url = "http://gis.example/wfs?service=WFS&request=GetCapabilities";
    const { choices } = await inspectEndpoint({ url, now: "2026-09-01T03:04:05" }, effects(direct));
    expect(choices).toEqual([
      { name: "Conservation & other areas", url: expect.stringContaining("GetFeature"), plugin: "" },
    ]);
  });

  it("finds the plugin of a layer by its address, and a truncated query with a better one", async () => {
    const { direct } = await arcgis();
    const layer = await inspectEndpoint({ url: layerUrl, now: "2026-09-01T03:04:05" }, effects(direct));
    expect([layer.plugin, layer.collected?.status]).toEqual(["arcgis", "OK"]);
    const url = `${layerUrl}/query?where=1%3D1&outFields=*&f=geojson`;
    const query = await inspectEndpoint({ url, now: "2026-09-01T03:04:05" }, effects(direct));
    expect(query.advice.find(({ id }) => id === "truncated-feed")).toMatchObject({
      verdict: "must fix",
      better: layerUrl,
      reason: expect.stringContaining("Only 3 features came, of 7."),
    });
  });

  it("notices a site that blocks the collector and nobody else", async () => {
    const { direct } = await serve((request, response) => {
      const isCollector = request.headers["user-agent"]?.startsWith("MHCLG");
      response.writeHead(isCollector ? 403 : 200, { "Content-Type": "text/csv" }).end("reference\n");
    });
    const url = "http://gis.example/data.csv";
    const { advice } = await inspectEndpoint({ url, now: "2026-09-01T03:04:05" }, effects(direct));
    expect(advice.map(({ id }) => id)).toContain("collector-blocked");
    expect(advice.map(({ id }) => id)).not.toContain("access-refused");
  });

  it("asks nobody where the address is hopeless", async () => {
    const asked: string[] = [];
    const fetch: Fetch = async ({ url }) => {
      asked.push(url);
      return { ok: false, failure: { code: "offline" } };
    };
    const { collected } = await inspectEndpoint(
      { url: "http://localhost/data.csv", now: "2026-09-01T03:04:05" },
      effects(fetch),
    );
    expect([collected, asked]).toEqual([undefined, []]);
  });
});
