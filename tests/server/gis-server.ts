import type { IncomingMessage, ServerResponse } from "node:http";

export interface Feature {
  readonly id: number;
  readonly reference: string;
  /** Longitude and latitude of its south-west corner; each feature is a small square. */
  readonly at: readonly [number, number];
}

/** `count` made-up features. */
export function features(count: number): Feature[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    reference: `CA${index + 1}`,
    at: [-2 + index / 100, 53.5],
  }));
}

export interface ArcgisOptions {
  readonly features: readonly Feature[];
  readonly maxRecordCount: number;
  readonly pagination?: boolean;
  readonly statistics?: boolean;
  /** Answers a page at its first asking with a page that says it is busy. */
  readonly busyOnce?: boolean;
}

/**
 * A service as ArcGIS Server speaks: /rest/services/Planning/MapServer with a group and two layers, layer 3 with features.
 * Queries understand where, resultOffset, resultRecordCount, returnCountOnly, returnIdsOnly, outStatistics, f=json and
 * f=geojson, by GET and POST.
 */
export function arcgisServer(options: ArcgisOptions) {
  const busy = new Set<string>();
  return (request: IncomingMessage, response: ServerResponse, body: string): unknown => {
    const url = new URL(request.url ?? "/", "http://host");
    const query = new URLSearchParams(request.method === "POST" ? body : url.search);
    const json = (value: unknown): unknown => {
      return response
        .writeHead(200, { "Content-Type": "application/json;charset=UTF-8" })
        .end(JSON.stringify(value));
    };
    const path = url.pathname.replace(/^\/arcgis\/rest\/services\/Planning\/MapServer/, "");
    if (path === url.pathname) return response.writeHead(404).end("no");
    if (path === "" && query.get("f") === "json") return json(service(options.maxRecordCount));
    if (path === "/3" && query.get("f") === "json") return json(layer(options));
    if (path === "/3/query") {
      const key = `${query}`;
      if (options.busyOnce && query.has("resultOffset") && !busy.has(key)) {
        busy.add(key);
        return response.writeHead(503).end("busy");
      }
      return json(answerQuery(options, query));
    }
    return response
      .writeHead(200, { "Content-Type": "text/html" })
      .end("<html><title>ArcGIS REST Services Directory</title></html>");
  };
}

function service(maxRecordCount: number): unknown {
  return {
    currentVersion: 10.91,
    maxRecordCount,
    layers: [
      { id: 0, name: "Planning", subLayerIds: [2, 3] },
      { id: 2, name: "Tree preservation orders", geometryType: "esriGeometryPoint", subLayerIds: null },
      { id: 3, name: "Conservation Areas", geometryType: "esriGeometryPolygon", subLayerIds: null },
    ],
    tables: [{ id: 7, name: "Notes" }],
  };
}

function layer({ maxRecordCount, pagination = true, statistics = false }: ArcgisOptions): unknown {
  return {
    currentVersion: 10.91,
    id: 3,
    name: "Conservation Areas",
    type: "Feature Layer",
    geometryType: "esriGeometryPolygon",
    objectIdField: "OBJECTID",
    maxRecordCount,
    supportsStatistics: statistics,
    advancedQueryCapabilities: { supportsPagination: pagination },
    fields: [
      { name: "OBJECTID", type: "esriFieldTypeOID" },
      { name: "reference", type: "esriFieldTypeString" },
    ],
    extent: { xmin: -3, ymin: 53, xmax: -1, ymax: 54, spatialReference: { wkid: 4326 } },
  };
}

function answerQuery(options: ArcgisOptions, query: URLSearchParams): unknown {
  const met = options.features.filter(({ id }) => meets(id, query.get("where") ?? ""));
  if (query.get("returnCountOnly") === "true") return { count: met.length };
  if (query.get("returnIdsOnly") === "true")
    return { objectIdFieldName: "OBJECTID", objectIds: met.map(({ id }) => id) };
  if (query.has("outStatistics")) {
    const ids = options.features.map(({ id }) => id);
    return { features: [{ attributes: { THE_MIN: Math.min(...ids), THE_MAX: Math.max(...ids) } }] };
  }
  const offset = Number(query.get("resultOffset") ?? 0);
  const most = Math.min(
    Number(query.get("resultRecordCount") || Number.POSITIVE_INFINITY),
    options.maxRecordCount,
  );
  const page = met.slice(offset, offset + most);
  const exceeded = offset + page.length < met.length ? { exceededTransferLimit: true } : {};
  if (query.get("f") === "geojson") {
    return {
      type: "FeatureCollection",
      ...(Object.keys(exceeded).length > 0 ? { properties: exceeded } : {}),
      features: page.map((feature) => ({
        type: "Feature",
        properties: { OBJECTID: feature.id, reference: feature.reference },
        geometry: { type: "Polygon", coordinates: [square(feature.at)] },
      })),
    };
  }
  return {
    geometryType: "esriGeometryPolygon",
    ...exceeded,
    features: page.map((feature) => ({
      attributes: { OBJECTID: feature.id, reference: feature.reference },
      geometry: { rings: [square(feature.at)] },
    })),
  };
}

/** `1=1`, `OBJECTID > a AND OBJECTID <= b`, `OBJECTID = a OR OBJECTID = b`. */
function meets(id: number, where: string): boolean {
  const holds = (condition: string): boolean => {
    const [, operator, number] = /(>=|<=|>|<|=)\s*(-?\d+)/.exec(condition) ?? [];
    const value = Number(number);
    if (/^\s*1\s*=\s*1/.test(condition) || operator === undefined) return true;
    if (operator === "=") return id === value;
    if (operator.startsWith(">")) return operator === ">" ? id > value : id >= value;
    return operator === "<" ? id < value : id <= value;
  };
  return where.split(/ OR /).some((part) => part.split(/ AND /).every(holds));
}

function square([x, y]: readonly [number, number]): number[][] {
  return [
    [x, y],
    [x, y + 0.001],
    [x + 0.001, y + 0.001],
    [x + 0.001, y],
    [x, y],
  ];
}

export interface WfsOptions {
  readonly features: readonly Feature[];
  readonly version: "1.1.0" | "2.0.0";
  /** Most features it sends at one time. */
  readonly most?: number;
  /** Does not mind STARTINDEX. */
  readonly ignoresStart?: boolean;
}

/** A WFS at /wfs with one feature type, `app:area`: GetCapabilities, DescribeFeatureType, GetFeature, hits, GML and JSON. */
export function wfsServer(options: WfsOptions) {
  return (request: IncomingMessage, response: ServerResponse): unknown => {
    const url = new URL(request.url ?? "/", "http://host");
    const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    const xml = (text: string): unknown => {
      return response
        .writeHead(200, { "Content-Type": "text/xml" })
        .end(`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`);
    };
    switch (query.get("request")?.toLowerCase()) {
      case "getcapabilities":
        return xml(capabilities(options.version));
      case "describefeaturetype":
        return xml('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>');
      case "getfeature":
        break;
      default:
        return xml(
          '<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>Unknown request</ows:ExceptionText></ows:Exception></ows:ExceptionReport>',
        );
    }
    const type = query.get("typenames") ?? query.get("typename");
    if (type !== "app:area") {
      return xml(
        `<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>Unknown type ${type}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`,
      );
    }
    const start = options.ignoresStart ? 0 : Number(query.get("startindex") ?? 0);
    const asked = Number(query.get("count") ?? query.get("maxfeatures") ?? Number.POSITIVE_INFINITY);
    const page = options.features.slice(
      start,
      start + Math.min(asked, options.most ?? Number.POSITIVE_INFINITY),
    );
    if (query.get("resulttype") === "hits") return xml(collection(options, []));
    if (/json/.test(query.get("outputformat") ?? "")) {
      const json = {
        type: "FeatureCollection",
        features: page.map(({ reference, at }) => ({
          type: "Feature",
          properties: { reference },
          geometry: { type: "Point", coordinates: at },
        })),
        numberMatched: options.features.length,
        numberReturned: page.length,
        timeStamp: "2026-09-01T00:00:00Z",
      };
      return response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(json));
    }
    return xml(collection(options, page));
  };
}

function capabilities(version: string): string {
  return `<wfs:WFS_Capabilities version="${version}" xmlns:wfs="w" xmlns:ows="o"><ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:Value>text/xml; subtype=gml/3.2</ows:Value><ows:Value>application/json</ows:Value></ows:Parameter></ows:Operation></ows:OperationsMetadata><wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>app:area</wfs:Name><wfs:Title>Conservation &amp; other areas</wfs:Title></wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>`;
}

function collection({ features: all, version }: WfsOptions, page: readonly Feature[]): string {
  const told =
    version === "2.0.0"
      ? `numberMatched="${all.length}" numberReturned="${page.length}"`
      : `numberOfFeatures="${page.length || all.length}"`;
  const member = version === "2.0.0" ? "wfs:member" : "gml:featureMember";
  const members = page.map(
    ({ id, reference, at: [x, y] }) =>
      `<${member}><app:area gml:id="area.${id}"><app:reference>${reference}</app:reference><app:geometry><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${y} ${x}</gml:pos></gml:Point></app:geometry></app:area></${member}>`,
  );
  return `<wfs:FeatureCollection xmlns:wfs="w" xmlns:gml="g" xmlns:app="a" timeStamp="2026-09-01T00:00:00Z" ${told}>${members.join("\n")}</wfs:FeatureCollection>`;
}
