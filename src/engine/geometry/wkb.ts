import type { Geometry, LineString, Point, Polygon } from "./geometry.ts";

/**
 * Well-Known Binary, little-endian and two-dimensional: how geometries cross to the geometry library and back. Coordinates
 * are copied bit for bit.
 */

const typeCodes = {
  Point: 1,
  LineString: 2,
  // A ring on its own has no code; the library sees a closed line.
  LinearRing: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;

export function writeWkb(geometry: Geometry): Uint8Array {
  const bytes = new Uint8Array(sizeOf(geometry));
  new WkbWriter(bytes).write(geometry);
  return bytes;
}

/**
 * @param bytes one geometry as GEOS writes it
 * @throws RangeError when bytes are missing; Error for an unknown type or a third dimension
 */
export function readWkb(bytes: Uint8Array): Geometry {
  return new WkbReader(bytes).read();
}

function sizeOf(geometry: Geometry): number {
  switch (geometry.type) {
    case "Point":
      return 5 + 16;
    case "LineString":
    case "LinearRing":
      return 5 + 4 + geometry.coordinates.length * 8;
    case "Polygon":
      return geometry.rings.reduce((size, ring) => size + 4 + ring.length * 8, 9);
    default:
      return geometry.members.reduce((size: number, member: Geometry) => size + sizeOf(member), 9);
  }
}

class WkbWriter {
  private readonly view: DataView;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  write(geometry: Geometry): void {
    this.view.setUint8(this.position, 1);
    this.position += 1;
    this.writeCount(typeCodes[geometry.type]);
    switch (geometry.type) {
      case "Point":
        // An empty point is one of NaNs.
        this.writeNumbers(geometry.coordinates.length > 0 ? geometry.coordinates : [Number.NaN, Number.NaN]);
        return;
      case "LineString":
      case "LinearRing":
        this.writeLine(geometry.coordinates);
        return;
      case "Polygon":
        this.writeCount(geometry.rings.length);
        for (const ring of geometry.rings) this.writeLine(ring);
        return;
      default:
        this.writeCount(geometry.members.length);
        for (const member of geometry.members) this.write(member);
    }
  }

  private writeLine(coordinates: Float64Array): void {
    this.writeCount(coordinates.length / 2);
    this.writeNumbers(coordinates);
  }

  private writeCount(count: number): void {
    this.view.setUint32(this.position, count, true);
    this.position += 4;
  }

  private writeNumbers(numbers: ArrayLike<number>): void {
    for (let i = 0; i < numbers.length; i += 1) {
      this.view.setFloat64(this.position, numbers[i]!, true);
      this.position += 8;
    }
  }
}

class WkbReader {
  private readonly view: DataView;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(): Geometry {
    if (this.view.getUint8(this.position) !== 1) throw new Error("WKB in big-endian order");
    this.position += 1;
    const code = this.readCount();
    switch (code) {
      case 1:
        return this.readPoint();
      case 2:
        return { type: "LineString", coordinates: this.readLine() };
      case 3:
        return { type: "Polygon", rings: this.readMany(() => this.readLine()) };
      case 4:
        return { type: "MultiPoint", members: this.readMembers(isPoint) };
      case 5:
        return { type: "MultiLineString", members: this.readMembers(isLine) };
      case 6:
        return { type: "MultiPolygon", members: this.readMembers(isPolygon) };
      case 7:
        return { type: "GeometryCollection", members: this.readMany(() => this.read()) };
      default:
        throw new Error(`WKB of type ${code}`);
    }
  }

  private readPoint(): Point {
    const coordinates = this.readNumbers(2);
    const isEmpty = coordinates.every(Number.isNaN);
    return { type: "Point", coordinates: isEmpty ? new Float64Array(0) : coordinates };
  }

  private readMembers<G extends Geometry>(isMember: (geometry: Geometry) => geometry is G): G[] {
    return this.readMany(() => {
      const member = this.read();
      if (!isMember(member)) throw new Error(`WKB with a ${member.type} where it may not be`);
      return member;
    });
  }

  private readMany<T>(read: () => T): T[] {
    const count = this.readCount();
    const many: T[] = [];
    for (let i = 0; i < count; i += 1) many.push(read());
    return many;
  }

  private readLine(): Float64Array {
    return this.readNumbers(this.readCount() * 2);
  }

  private readCount(): number {
    const count = this.view.getUint32(this.position, true);
    this.position += 4;
    return count;
  }

  private readNumbers(count: number): Float64Array {
    // Missing bytes are noticed before an array is made for them.
    if (this.position + count * 8 > this.view.byteLength) throw new RangeError("WKB ends too early");
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      numbers[i] = this.view.getFloat64(this.position, true);
      this.position += 8;
    }
    return numbers;
  }
}

function isPoint(geometry: Geometry): geometry is Point {
  return geometry.type === "Point";
}

function isLine(geometry: Geometry): geometry is LineString {
  return geometry.type === "LineString";
}

function isPolygon(geometry: Geometry): geometry is Polygon {
  return geometry.type === "Polygon";
}
