import type {
  Geometry,
  GeometryCollection,
  LinearRing,
  LineString,
  MultiLineString,
  MultiPoint,
  MultiPolygon,
  Point,
  Polygon,
  Ring,
} from "./geometry.ts";
import { WktTokens } from "./wkt-tokens.ts";

/** What a text held: the geometry, and the heights of the rings and lines whose first vertex has one. */
export interface WktGeometry {
  readonly geometry: Geometry;
  /** Keyed by the coordinates; one height per vertex, NaN where the text gives none. */
  readonly heights: ReadonlyMap<Float64Array, Float64Array>;
}

/**
 * Reads Well-Known Text as GEOS 3.11 does: keywords in any case, text after the geometry ignored, a third and fourth
 * ordinate allowed whatever the tag says (the fourth is dropped), numbers as C's `strtod` takes them.
 * @returns `undefined` when GEOS would refuse the text, unclosed rings and one-point lines included
 */
export function readWkt(text: string): WktGeometry | undefined {
  return new WktReader(text).read();
}

/** Thrown inside this file only. */
class Refused extends Error {}

class WktReader {
  private readonly tokens: WktTokens;
  private readonly heights = new Map<Float64Array, Float64Array>();

  constructor(text: string) {
    this.tokens = new WktTokens(text);
  }

  read(): WktGeometry | undefined {
    try {
      return { geometry: this.tagged(), heights: this.heights };
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  /** Collections are read with a stack of our own: a megabyte of nested ones must not overflow the caller's. */
  private tagged(): Geometry {
    const open: Geometry[][] = [];
    for (;;) {
      let geometry: Geometry;
      const keyword = this.word();
      if (keyword === "GEOMETRYCOLLECTION") {
        if (this.opens()) {
          open.push([]);
          continue;
        }
        geometry = { type: "GeometryCollection", members: [] };
      } else {
        geometry = this.simple(keyword);
      }
      for (;;) {
        const members = open.at(-1);
        if (members === undefined) return geometry;
        members.push(geometry);
        if (this.continues()) break;
        open.pop();
        const collection: GeometryCollection = { type: "GeometryCollection", members };
        geometry = collection;
      }
    }
  }

  private simple(keyword: string): Geometry {
    switch (keyword) {
      case "POINT":
        return this.point();
      case "LINESTRING":
        return this.lineString();
      case "LINEARRING":
        return this.linearRing();
      case "POLYGON":
        return this.polygon();
      case "MULTIPOINT":
        return this.multiPoint();
      case "MULTILINESTRING":
        return this.multiLineString();
      case "MULTIPOLYGON":
        return this.multiPolygon();
      default:
        throw new Refused();
    }
  }

  private point(): Point {
    if (!this.opens()) return { type: "Point", coordinates: new Float64Array(0) };
    const point = this.barePoint();
    if (this.word() !== ")") throw new Refused();
    return point;
  }

  private barePoint(): Point {
    const x = this.number();
    const y = this.number();
    const z = this.optionalHeight();
    // GEOS takes a point of three NaNs as an empty one.
    if (Number.isNaN(x) && Number.isNaN(y) && Number.isNaN(z)) {
      return { type: "Point", coordinates: new Float64Array(0) };
    }
    const coordinates = Float64Array.of(x, y);
    if (Number.isFinite(z)) this.heights.set(coordinates, Float64Array.of(z));
    return { type: "Point", coordinates };
  }

  private lineString(): LineString {
    const coordinates = this.coordinates();
    if (coordinates.length === 2) throw new Refused();
    return { type: "LineString", coordinates };
  }

  private linearRing(): LinearRing {
    return { type: "LinearRing", coordinates: this.ring() };
  }

  private ring(): Ring {
    const ring = this.coordinates();
    const n = ring.length;
    if (n === 0) return ring;
    const closed = ring[0] === ring[n - 2] && ring[1] === ring[n - 1];
    // Three vertices (there, back) are enough for GEOS; it finds them invalid later.
    if (!closed || n < 6) throw new Refused();
    return ring;
  }

  private polygon(): Polygon {
    if (!this.opens()) return { type: "Polygon", rings: [] };
    const shell = this.ring();
    const rings = [shell];
    let holeWithoutShell = false;
    while (this.continues()) {
      const hole = this.ring();
      rings.push(hole);
      holeWithoutShell ||= shell.length === 0 && hole.length > 0;
    }
    if (holeWithoutShell) throw new Refused();
    return { type: "Polygon", rings };
  }

  private multiPoint(): MultiPoint {
    const members: Point[] = [];
    if (!this.opens()) return { type: "MultiPoint", members };
    if (this.tokens.nextIsNumber()) {
      do members.push(this.barePoint());
      while (this.continues());
    } else {
      do members.push(this.point());
      while (this.continues());
    }
    return { type: "MultiPoint", members };
  }

  private multiLineString(): MultiLineString {
    const members: LineString[] = [];
    if (!this.opens()) return { type: "MultiLineString", members };
    do members.push(this.lineString());
    while (this.continues());
    return { type: "MultiLineString", members };
  }

  private multiPolygon(): MultiPolygon {
    const members: Polygon[] = [];
    if (!this.opens()) return { type: "MultiPolygon", members };
    do members.push(this.polygon());
    while (this.continues());
    return { type: "MultiPolygon", members };
  }

  /** `(x y, x y z, ...)` or `EMPTY`. */
  private coordinates(): Float64Array {
    if (!this.opens()) return new Float64Array(0);
    const ordinates: number[] = [];
    let heights: number[] | undefined;
    do {
      ordinates.push(this.number(), this.number());
      const z = this.optionalHeight();
      if (ordinates.length === 2 && Number.isFinite(z)) heights = [];
      heights?.push(z);
    } while (this.continues());
    const coordinates = Float64Array.from(ordinates);
    if (heights !== undefined) this.heights.set(coordinates, Float64Array.from(heights));
    return coordinates;
  }

  /** The third ordinate, NaN when there is none; a fourth is skipped. */
  private optionalHeight(): number {
    if (!this.tokens.nextIsNumber()) return Number.NaN;
    const z = this.number();
    if (this.tokens.nextIsNumber()) this.number();
    return z;
  }

  private number(): number {
    if (this.tokens.next() !== "number") throw new Refused();
    return this.tokens.number;
  }

  /** The next keyword or bracket, keywords in upper case. */
  private word(): string {
    const kind = this.tokens.next();
    if (kind === "end" || kind === "number") throw new Refused();
    return kind === "word" ? upperCaseAscii(this.tokens.text) : kind;
  }

  /** After a type's name: true for `(`, false for `EMPTY`, either after an optional Z, M or ZM. */
  private opens(): boolean {
    let word = this.word();
    if (word === "Z" || word === "M" || word === "ZM") word = this.word();
    if (word === "(") return true;
    if (word === "EMPTY") return false;
    throw new Refused();
  }

  /** Between members: true for `,`, false for `)`. */
  private continues(): boolean {
    const word = this.word();
    if (word === ",") return true;
    if (word === ")") return false;
    throw new Refused();
  }
}

/** C's toupper in the "C" locale: other letters stay as they are, so that no dotless i becomes part of a keyword. */
function upperCaseAscii(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
