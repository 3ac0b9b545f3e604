import { PipelineError } from "../pipeline-error.ts";
import { type Geometry, isEmpty } from "./geometry.ts";
import { rebuildGeometry } from "./rebuild-geometry.ts";
import { SegmentIndex } from "./segment-index.ts";
import { distanceToSegment, SegmentIntersection } from "./segment-intersection.ts";

/**
 * Takes out vertices that lie within `tolerance` of the line without them, as long as no line then meets another (or
 * itself) anew: GEOS 3.11's TopologyPreserveSimplifier, which is Douglas and Peucker's method with that check.
 * The first vertex of a ring always stays. All lines of a geometry guard each other, a shared border included.
 *
 * GEOS 3.12 and later differ: they may remove a ring's first vertex.
 * @param geometry coordinates in the units of `tolerance`
 * @returns rings that have only three vertices become lines; the same object when nothing changes
 * @throws PipelineError for lines with infinite or huge coordinates, as the pipeline stops
 */
export function simplifyPreservingTopology(geometry: Geometry, tolerance: number): Geometry {
  if (isEmpty(geometry)) return geometry;
  const lines: TaggedLine[] = [];
  collectLines(geometry, lines);
  for (const { coordinates } of lines) {
    if (!coordinates.every(Number.isFinite))
      throw refusal("Non-finite envelope bounds passed to index insert");
  }
  const simplifier = new Simplifier(lines, tolerance);
  const simplified = new Map<Float64Array, Float64Array>();
  for (const line of lines) simplified.set(line.coordinates, simplifier.simplify(line));
  const isArea = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
  // Rings of fewer than four vertices change their type; all others stay as they are.
  if (isArea && lines.every(({ coordinates: c }) => c.length >= 8 && simplified.get(c) === c))
    return geometry;
  return rebuildGeometry(geometry, (coordinates) => simplified.get(coordinates) ?? coordinates);
}

function refusal(reason: string): PipelineError {
  return new PipelineError("GEOSException", "wkt.normalise_geometry", `IllegalArgumentException: ${reason}`);
}

interface TaggedLine {
  readonly coordinates: Float64Array;
  /** Vertices the result must have: 4 when the line is closed. */
  readonly minimumSize: number;
  /** Number of its first segment among those of all lines. */
  readonly firstSegment: number;
}

function collectLines(geometry: Geometry, lines: TaggedLine[]): void {
  const add = (coordinates: Float64Array): void => {
    const before = lines.at(-1);
    const n = coordinates.length;
    const closed = coordinates[0] === coordinates[n - 2] && coordinates[1] === coordinates[n - 1];
    lines.push({
      coordinates,
      minimumSize: closed ? 4 : 2,
      firstSegment: before === undefined ? 0 : before.firstSegment + segmentCount(before.coordinates),
    });
  };
  switch (geometry.type) {
    case "Point":
    case "MultiPoint":
      return;
    case "LineString":
    case "LinearRing":
      add(geometry.coordinates);
      return;
    case "Polygon":
      geometry.rings.forEach(add);
      return;
    default:
      for (const member of geometry.members) collectLines(member, lines);
  }
}

function segmentCount(coordinates: Float64Array): number {
  return Math.max(coordinates.length / 2 - 1, 0);
}

class Simplifier {
  private readonly lines: readonly TaggedLine[];
  private readonly tolerance: number;
  /** Segments not yet replaced; made when first asked, for most shapes keep all their vertices. */
  private input: SegmentIndex | undefined;
  /** Line of each segment of `input`. */
  private readonly owners: TaggedLine[] = [];
  private output: SegmentIndex | undefined;
  /** Ends of the segments of `output`. */
  private readonly outputEnds: number[] = [];
  private readonly meeting = new SegmentIntersection();
  /** Of the last `findFurthest`. */
  private furthestDistance = -1;

  constructor(lines: readonly TaggedLine[], tolerance: number) {
    this.lines = lines;
    this.tolerance = tolerance;
  }

  simplify(line: TaggedLine): Float64Array {
    const { coordinates } = line;
    if (coordinates.length === 0) return coordinates;
    const last = coordinates.length / 2 - 1;
    /** First vertices of the segments of the result. */
    const kept: number[] = [];
    // Sections still to look at, the next one on top: a stack of our own, since a long line may split very unevenly.
    const sections = [0, last, 0];
    while (sections.length > 0) {
      const depth = sections.pop()! + 1;
      const to = sections.pop()!;
      const from = sections.pop()!;
      if (to - from === 1) {
        kept.push(from);
        continue;
      }
      if (depth > 2 * last + 100) throw refusal("coordinates too large");
      const furthest = this.findFurthest(coordinates, from, to);
      const resultSize = kept.length === 0 ? 0 : kept.length + 1;
      // In the worst case each section above this one leaves a single segment.
      const enough = resultSize >= line.minimumSize || depth + 1 >= line.minimumSize;
      const flat = this.furthestDistance <= this.tolerance;
      if (enough && flat && !this.meetsOthers(line, from, to)) {
        this.flatten(line, from, to);
        kept.push(from);
        continue;
      }
      sections.push(furthest, to, depth, from, furthest, depth);
    }
    if (kept.length === last && kept.every((vertex, i) => vertex === i)) return coordinates;
    kept.push(last);
    const result = new Float64Array(kept.length * 2);
    kept.forEach((vertex, i) => {
      result[2 * i] = coordinates[2 * vertex]!;
      result[2 * i + 1] = coordinates[2 * vertex + 1]!;
    });
    return result;
  }

  /**
   * The vertex between `from` and `to` furthest from the segment that joins them; the first of several. `from` itself when
   * squares overflow and there is no distance: sections of no segment at all follow, as in GEOS.
   */
  private findFurthest(coordinates: Float64Array, from: number, to: number): number {
    const ax = coordinates[2 * from]!;
    const ay = coordinates[2 * from + 1]!;
    const bx = coordinates[2 * to]!;
    const by = coordinates[2 * to + 1]!;
    let furthest = from;
    let most = -1;
    for (let k = from + 1; k < to; k += 1) {
      const distance = distanceToSegment(coordinates[2 * k]!, coordinates[2 * k + 1]!, ax, ay, bx, by);
      if (distance > most) {
        most = distance;
        furthest = k;
      }
    }
    this.furthestDistance = most;
    return furthest;
  }

  /** Whether the straightened section would meet a segment of the result so far, or of the input outside the section. */
  private meetsOthers(line: TaggedLine, from: number, to: number): boolean {
    const { coordinates } = line;
    const ax = coordinates[2 * from]!;
    const ay = coordinates[2 * from + 1]!;
    const bx = coordinates[2 * to]!;
    const by = coordinates[2 * to + 1]!;
    const ends = this.outputEnds;
    const meetsOutput = this.output?.some(ax, ay, bx, by, (id) =>
      this.meeting.meetInside(
        ends[4 * id]!,
        ends[4 * id + 1]!,
        ends[4 * id + 2]!,
        ends[4 * id + 3]!,
        ax,
        ay,
        bx,
        by,
      ),
    );
    if (meetsOutput === true) return true;
    const sectionStart = line.firstSegment + from;
    const sectionEnd = line.firstSegment + to;
    return this.inputIndex().some(ax, ay, bx, by, (id) => {
      if (id >= sectionStart && id < sectionEnd) return false;
      const owner = this.owners[id]!;
      const start = 2 * (id - owner.firstSegment);
      const c = owner.coordinates;
      return this.meeting.meetInside(c[start]!, c[start + 1]!, c[start + 2]!, c[start + 3]!, ax, ay, bx, by);
    });
  }

  private flatten(line: TaggedLine, from: number, to: number): void {
    const { coordinates } = line;
    for (let k = from; k < to; k += 1) this.inputIndex().remove(line.firstSegment + k);
    const ax = coordinates[2 * from]!;
    const ay = coordinates[2 * from + 1]!;
    const bx = coordinates[2 * to]!;
    const by = coordinates[2 * to + 1]!;
    this.output ??= new SegmentIndex();
    this.output.add(ax, ay, bx, by);
    this.outputEnds.push(ax, ay, bx, by);
  }

  private inputIndex(): SegmentIndex {
    if (this.input !== undefined) return this.input;
    const index = new SegmentIndex();
    for (const line of this.lines) {
      const c = line.coordinates;
      for (let i = 0; i + 3 < c.length; i += 2) {
        index.add(c[i]!, c[i + 1]!, c[i + 2]!, c[i + 3]!);
        this.owners.push(line);
      }
    }
    this.input = index;
    return index;
  }
}
