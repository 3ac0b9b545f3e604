import type { Position, Shape } from "./geometry.ts";

/**
 * Well-known text as a shape to draw; third and fourth coordinates are left out. `undefined` when it cannot be read:
 * one bad shape must never stop the map.
 */
export function readWkt(text: string): Shape | undefined {
  const reader = new WktReader(text.replace(/^\s*SRID=\d+;/i, ""));
  try {
    return reader.geometry();
  } catch {
    return undefined;
  }
}

class WktReader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  geometry(): Shape {
    const type = this.#word().toUpperCase();
    this.#skipDimension();
    switch (type) {
      case "POINT":
        return { type: "Point", coordinates: only(this.#positions()) };
      case "LINESTRING":
        return { type: "LineString", coordinates: this.#positions() };
      case "POLYGON":
        return { type: "Polygon", coordinates: this.#list(() => this.#positions()) };
      case "MULTIPOINT":
        // Both `MULTIPOINT (1 2, 3 4)` and `MULTIPOINT ((1 2), (3 4))` are written.
        return {
          type: "MultiPoint",
          coordinates: this.#list(() => (this.#peek() === "(" ? only(this.#positions()) : this.#position())),
        };
      case "MULTILINESTRING":
        return { type: "MultiLineString", coordinates: this.#list(() => this.#positions()) };
      case "MULTIPOLYGON":
        return { type: "MultiPolygon", coordinates: this.#list(() => this.#list(() => this.#positions())) };
      case "GEOMETRYCOLLECTION":
        return { type: "GeometryCollection", geometries: this.#list(() => this.geometry()) };
      default:
        throw new Error(`no shape type: ${type}`);
    }
  }

  #positions(): Position[] {
    return this.#list(() => this.#position());
  }

  #position(): Position {
    const numbers: number[] = [];
    const pattern = /\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y;
    for (;;) {
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text);
      if (!match) break;
      this.#at = pattern.lastIndex;
      if (numbers.length < 2) numbers.push(Number(match[1]));
    }
    const [x, y] = numbers;
    if (x === undefined || y === undefined) throw new Error("no position");
    return [x, y];
  }

  #list<Item>(item: () => Item): Item[] {
    const items: Item[] = [];
    this.#take("(");
    do items.push(item());
    while (this.#accept(","));
    this.#take(")");
    return items;
  }

  #word(): string {
    const pattern = /\s*([A-Za-z]+)/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) throw new Error("no word");
    this.#at = pattern.lastIndex;
    return match[1] ?? "";
  }

  #skipDimension(): void {
    const pattern = /\s*(?:ZM|Z|M)\b/iy;
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
  }

  #peek(): string {
    while (/\s/.test(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at += 1;
    return this.#text.charAt(this.#at);
  }

  #accept(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(sign: string): void {
    if (!this.#accept(sign)) throw new Error(`expected ${sign}`);
  }
}

function only(positions: readonly Position[]): Position {
  const [first] = positions;
  if (!first) throw new Error("no position");
  return first;
}
