/**
 * The land the map draws under the shapes when there is no other background: the United Kingdom and what can be seen
 * of its neighbours, cut from world-atlas (Natural Earth 1:10m, public domain) to `public/map/base-layer.json`.
 * Run: npx tsx scripts/base-layer.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

type Position = [number, number];
export interface CountryFeature {
  readonly properties: { readonly name: string };
  readonly geometry:
    | { readonly type: "Polygon"; readonly coordinates: Position[][] }
    | { readonly type: "MultiPolygon"; readonly coordinates: Position[][][] };
}

/** West, south, east, north in degrees: everything a map fitted to England can show. */
const box = { west: -11, south: 48.5, east: 4.5, north: 61.5 } as const;
/** About 50 m: finer than the source is true. */
const decimals = 3;

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));
const countries = feature(atlas, atlas.objects.countries).features;

const features = countries.flatMap((country) => {
  const polygons =
    country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
  const cut = polygons
    .map((rings) => rings.map(cutRing).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  if (cut.length === 0) return [];
  return [
    {
      type: "Feature",
      properties: { home: country.properties.name === "United Kingdom" },
      geometry: { type: "MultiPolygon", coordinates: cut },
    },
  ];
});

mkdirSync(new URL("../public/map/", import.meta.url), { recursive: true });
const text = `${JSON.stringify({ type: "FeatureCollection", features })}\n`;
writeFileSync(new URL("../public/map/base-layer.json", import.meta.url), text);
console.log(`public/map/base-layer.json: ${features.length} countries, ${text.length} bytes`);

/** A ring cut to the box, one side after the other (Sutherland and Hodgman), rounded, without repeated points. */
function cutRing(ring: readonly Position[]): Position[] {
  let points = ring.slice(0, -1);
  points = cutSide(points, (p) => p[0] - box.west);
  points = cutSide(points, (p) => box.east - p[0]);
  points = cutSide(points, (p) => p[1] - box.south);
  points = cutSide(points, (p) => box.north - p[1]);
  const rounded: Position[] = [];
  for (const [x, y] of points) {
    const point: Position = [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))];
    const last = rounded.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) rounded.push(point);
  }
  const first = rounded[0];
  return first && rounded.length >= 3 ? [...rounded, first] : [];
}

/** The part of a ring where `inside` is not negative; `inside` must be linear. */
function cutSide(points: readonly Position[], inside: (point: Position) => number): Position[] {
  const kept: Position[] = [];
  points.forEach((point, index) => {
    const before = points.at(index - 1) ?? point;
    const a = inside(before);
    const b = inside(point);
    if (a >= 0 !== b >= 0) {
      const share = a / (a - b);
      kept.push([before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share]);
    }
    if (b >= 0) kept.push(point);
  });
  return kept;
}
