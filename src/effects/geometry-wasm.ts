import type { Geometry } from "../engine/geometry/geometry.ts";
import {
  type GeometryEngine,
  GeometryEngineError,
  type GeometryRelations,
} from "../engine/geometry/geometry-engine.ts";
import { readWkb, writeWkb } from "../engine/geometry/wkb.ts";

/** The part of geos-wasm used here; its own types lack the memory and take contexts for strings. */
interface Geos {
  readonly _ctx: number;
  readonly Module: {
    readonly HEAPU8: Uint8Array;
    _malloc(size: number): number;
    _free(pointer: number): void;
    getValue(pointer: number, type: "i32"): number;
  };
  GEOSGeomFromWKB_buf_r(context: number, bytes: number, size: number): number;
  GEOSGeomToWKB_buf_r(context: number, geometry: number, size: number): number;
  GEOSGeom_setPrecision_r(context: number, geometry: number, gridSize: number, flags: number): number;
  GEOSMakeValid_r(context: number, geometry: number): number;
  GEOSBuffer_r(context: number, geometry: number, width: number, quadrantSegments: number): number;
  GEOSUnaryUnion_r(context: number, geometry: number): number;
  GEOSIntersects_r(context: number, a: number, b: number): number;
  GEOSWithin_r(context: number, a: number, b: number): number;
  GEOSIntersection_r(context: number, a: number, b: number): number;
  GEOSGetCentroid_r(context: number, geometry: number): number;
  GEOSGeom_destroy_r(context: number, geometry: number): void;
  GEOSFree_r(context: number, pointer: number): void;
}

/** GEOS_PREC_NO_TOPO: round each point and look no further. */
const pointwise = 1;

let engine: Promise<GeosEngine> | undefined;
/** What GEOS said last; its handler is set once for the whole module. */
let lastMessage = "";

/**
 * Loads GEOS (geos-wasm 1.2.1, GEOS 3.12 compiled to WebAssembly), once; 50 to 200 ms. The same code in Node and in a
 * browser's worker.
 *
 * The library is LGPL: it is imported here alone and at run time, so that it stays a file of its own, in a build too, that
 * anyone may replace by another build of it.
 */
export function loadGeometryEngine(): Promise<GeometryEngine & GeometryRelations> {
  engine ??= import("geos-wasm").then(async ({ default: initialise }) => {
    // Without a handler GEOS's messages go to the console.
    const geos: unknown = await initialise({
      errorHandler: (message: string) => {
        lastMessage = message;
      },
      noticeHandler: () => undefined,
    });
    return new GeosEngine(geos as Geos);
  });
  return engine;
}

/** How much memory GEOS has taken so far, in bytes; it grows and never shrinks. */
export function geometryMemory(of: GeometryEngine): number {
  return of instanceof GeosEngine ? of.memory : 0;
}

class GeosEngine implements GeometryEngine, GeometryRelations {
  private readonly geos: Geos;

  constructor(geos: Geos) {
    this.geos = geos;
  }

  get memory(): number {
    return this.geos.Module.HEAPU8.length;
  }

  makeValid(geometry: Geometry, gridSize: number): Geometry {
    return this.run(geometry, (context, source, keep) => {
      const snapped = keep(this.geos.GEOSGeom_setPrecision_r(context, source, gridSize, pointwise));
      return keep(this.geos.GEOSMakeValid_r(context, snapped));
    });
  }

  bufferZero(geometry: Geometry): Geometry {
    // shapely's 16 segments to a quarter circle; a buffer of nothing draws none.
    return this.run(geometry, (context, source, keep) =>
      keep(this.geos.GEOSBuffer_r(context, source, 0, 16)),
    );
  }

  union(geometries: readonly Geometry[]): Geometry {
    return this.run({ type: "GeometryCollection", members: geometries }, (context, source, keep) =>
      keep(this.geos.GEOSUnaryUnion_r(context, source)),
    );
  }

  intersects(a: Geometry, b: Geometry): boolean {
    return this.relate(a, b, this.geos.GEOSIntersects_r);
  }

  within(a: Geometry, b: Geometry): boolean {
    return this.relate(a, b, this.geos.GEOSWithin_r);
  }

  intersection(a: Geometry, b: Geometry): Geometry {
    return this.run(a, (context, source, keep) =>
      keep(this.geos.GEOSIntersection_r(context, source, keep(this.copyIn(b)))),
    );
  }

  centroid(geometry: Geometry): Geometry {
    return this.run(geometry, (context, source, keep) => keep(this.geos.GEOSGetCentroid_r(context, source)));
  }

  private relate(
    a: Geometry,
    b: Geometry,
    predicate: (context: number, a: number, b: number) => number,
  ): boolean {
    const context = this.geos._ctx;
    const made: number[] = [];
    try {
      for (const geometry of [a, b]) {
        const pointer = this.copyIn(geometry);
        if (pointer === 0) throw new GeometryEngineError(lastMessage);
        made.push(pointer);
      }
      const [first = 0, second = 0] = made;
      const answer = predicate(context, first, second);
      // 2 is GEOS's word for an exception.
      if (answer !== 0 && answer !== 1) throw new GeometryEngineError(lastMessage);
      return answer === 1;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw new GeometryEngineError(error.message);
      throw error;
    } finally {
      for (const pointer of made) this.geos.GEOSGeom_destroy_r(context, pointer);
    }
  }

  /**
   * Copies a geometry in, operates on it and copies the result out. Every geometry handed to `keep` is destroyed, whatever
   * happens.
   */
  private run(
    geometry: Geometry,
    operate: (context: number, source: number, keep: (pointer: number) => number) => number,
  ): Geometry {
    const context = this.geos._ctx;
    const made: number[] = [];
    const keep = (pointer: number): number => {
      if (pointer === 0) throw new GeometryEngineError(lastMessage);
      made.push(pointer);
      return pointer;
    };
    try {
      return this.copyOut(operate(context, keep(this.copyIn(geometry)), keep));
    } catch (error) {
      // A trap: out of memory or stack.
      if (error instanceof WebAssembly.RuntimeError) throw new GeometryEngineError(error.message);
      throw error;
    } finally {
      for (const pointer of made) this.geos.GEOSGeom_destroy_r(context, pointer);
    }
  }

  /** @returns a pointer, 0 when GEOS refuses */
  private copyIn(geometry: Geometry): number {
    const { Module } = this.geos;
    const bytes = writeWkb(geometry);
    const pointer = Module._malloc(bytes.length);
    if (pointer === 0) throw new GeometryEngineError("out of memory");
    try {
      Module.HEAPU8.set(bytes, pointer);
      return this.geos.GEOSGeomFromWKB_buf_r(this.geos._ctx, pointer, bytes.length);
    } finally {
      Module._free(pointer);
    }
  }

  private copyOut(geometry: number): Geometry {
    const { Module } = this.geos;
    const sizePointer = Module._malloc(4);
    const bytes = this.geos.GEOSGeomToWKB_buf_r(this.geos._ctx, geometry, sizePointer);
    try {
      if (bytes === 0) throw new GeometryEngineError(lastMessage);
      const size = Module.getValue(sizePointer, "i32");
      // Looked at in place: the view is not kept.
      return readWkb(Module.HEAPU8.subarray(bytes, bytes + size));
    } finally {
      Module._free(sizePointer);
      if (bytes !== 0) this.geos.GEOSFree_r(this.geos._ctx, bytes);
    }
  }
}
