/** What one pass over the text of a shape tells, without building it: for a million rows there is no time for more. */
export interface ShapeScan {
  /** Keyword in upper case: POLYGON, MULTIPOLYGON, POINT...; `""` when the text is no WKT. */
  readonly type: string;
  readonly vertices: number;
  readonly polygons: number;
  /** Area in the text's own units, holes taken away; 0 for points and lines. */
  readonly area: number;
  readonly firstShellIsClockwise: boolean;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Most digits after a decimal point. */
  readonly decimals: number;
  /** Numbers in the first vertex: 2, or 3 with a height. */
  readonly dimensions: number;
  /** The same for two texts with the same vertices, whatever their order, direction or start. */
  readonly hash: number;
}

const open = 40;
const close = 41;
const comma = 44;
const powers = Array.from({ length: 16 }, (_, power) => 10 ** power);

/**
 * Reads WKT of points, polygons and their collections in one pass; text with exponents or other oddities is read by the
 * engine, here only counted.
 */
export function scanShape(text: string): ShapeScan {
  const type = /^\s*([A-Za-z]+)/.exec(text)?.[1]?.toUpperCase() ?? "";
  let vertices = 0;
  let polygons = 0;
  let area = 0;
  let firstShell = 0;
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  let decimals = 0;
  let dimensions = 0;
  let hash = 0;

  // The ring being read: twice its signed area, its first and last vertex.
  let doubled = 0;
  let ringVertices = 0;
  let firstX = 0;
  let firstY = 0;
  let lastX = 0;
  let lastY = 0;
  /** Rings read so far inside each open bracket. */
  const ringsAt: number[] = [];

  let ordinates = 0;
  let x = 0;
  let y = 0;

  const endVertex = () => {
    if (ordinates < 2) {
      ordinates = 0;
      return;
    }
    if (vertices === 0) dimensions = ordinates;
    ordinates = 0;
    vertices++;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    if (ringVertices === 0) {
      firstX = x;
      firstY = y;
      lastX = x;
      lastY = y;
    } else {
      // Relative to the first vertex, so that small shapes far from 0 keep their digits.
      doubled += (lastX - firstX) * (y - firstY) - (x - firstX) * (lastY - firstY);
      lastX = x;
      lastY = y;
      // The closing vertex is left out: which vertex closes a ring depends on where it starts.
      if (x !== firstX || y !== firstY) hash = (hash + mix(x, y)) % 9007199254740881;
    }
    if (ringVertices === 0) hash = (hash + mix(x, y)) % 9007199254740881;
    ringVertices++;
  };

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === open) {
      ringsAt.push(0);
      ringVertices = 0;
      doubled = 0;
      ordinates = 0;
    } else if (code === comma) {
      endVertex();
    } else if (code === close) {
      endVertex();
      ringsAt.pop();
      if (ringVertices > 0) {
        const isShell = (ringsAt.at(-1) ?? 0) === 0;
        if (ringsAt.length > 0) ringsAt[ringsAt.length - 1]! += 1;
        const size = Math.abs(doubled) / 2;
        if (isShell && size > 0) {
          if (polygons === 0) firstShell = doubled;
          polygons++;
        }
        area += isShell ? size : -size;
      }
      ringVertices = 0;
      doubled = 0;
    } else if ((code >= 48 && code <= 57) || code === 45 || code === 46 || code === 43) {
      const start = at;
      let places = -1;
      let digits = 0;
      let mantissa = 0;
      let plain = true;
      for (; at < text.length; at++) {
        const digit = text.charCodeAt(at);
        if (digit >= 48 && digit <= 57) {
          mantissa = mantissa * 10 + (digit - 48);
          digits++;
          if (places >= 0) places++;
        } else if (digit === 46) places = 0;
        else if (digit === 45 || digit === 43) plain &&= at === start;
        else if (digit === 101 || digit === 69) plain = false;
        else break;
      }
      if (places > decimals) decimals = places;
      // Exact up to 15 digits, and four times as fast as Number().
      const value =
        plain && digits <= 15
          ? (code === 45 ? -mantissa : mantissa) / (powers[Math.max(places, 0)] ?? 1)
          : Number(text.slice(start, at));
      if (ordinates === 0) x = value;
      else if (ordinates === 1) y = value;
      ordinates++;
      at--;
    }
  }
  return {
    type,
    vertices,
    polygons,
    area,
    firstShellIsClockwise: firstShell < 0,
    minX,
    minY,
    maxX,
    maxY,
    decimals,
    dimensions,
    hash,
  };
}

/** A number in which each vertex's place shows; sums of it tell sets of vertices apart. */
function mix(x: number, y: number): number {
  // To the sixth decimal, as the platform publishes.
  const a = Math.round(x * 1e6);
  const b = Math.round(y * 1e6);
  const low = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul((b | 0) ^ 0x85ebca6b, 0xc2b2ae35);
  const high = Math.imul((a | 0) ^ 0x27d4eb2f, 0x165667b1) ^ Math.imul(b | 0, 0x85ebca77);
  return (low >>> 0) * 1048576 + ((high >>> 12) & 0xfffff);
}

/** Metres per degree of longitude and latitude at a latitude in degrees, on the WGS84 ellipsoid. */
export function metresPerDegree(latitude: number): { readonly x: number; readonly y: number } {
  const sin = Math.sin((latitude * Math.PI) / 180);
  const eccentricity = 0.00669437999014;
  const root = 1 - eccentricity * sin * sin;
  const normal = 6378137 / Math.sqrt(root);
  return {
    x: (Math.PI / 180) * normal * Math.cos((latitude * Math.PI) / 180),
    y: (Math.PI / 180) * ((normal * (1 - eccentricity)) / root),
  };
}
