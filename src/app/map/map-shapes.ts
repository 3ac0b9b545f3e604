import type { ShapePage, ShapeQuery, ShapeState, ShapeView } from "../../report/rows.ts";
import type { Shape } from "./geometry.ts";
import { readOwnShape } from "./read-own-shape.ts";
import { readWkt } from "./read-wkt.ts";

/** A row's shape, ready to draw. */
export interface MapShape {
  /** Place in the list; the map's own number for it. */
  readonly id: number;
  readonly view: ShapeView;
  /** What would be published; absent when nothing is. */
  readonly published?: Shape;
  /** The publisher's own; absent when not asked for or not readable. */
  readonly own?: Shape;
}

/** Shapes are asked for so many at a time, so that the page stays responsive while they are read. */
const chunk = 500;

/**
 * Reads all shapes of a check, chunk by chunk, resting between chunks.
 * @param onChunk gets all shapes so far, and how many there are in all
 */
export async function loadShapes(
  ask: (query: ShapeQuery) => Promise<ShapePage>,
  query: ShapeQuery,
  onChunk: (shapes: readonly MapShape[], page: ShapePage) => void,
  signal: AbortSignal,
): Promise<void> {
  const shapes: MapShape[] = [];
  for (let offset = 0; ; offset += chunk) {
    const page = await ask({ ...query, offset, limit: chunk });
    if (signal.aborted) return;
    for (const view of page.shapes) shapes.push(mapShape(view, shapes.length));
    onChunk([...shapes], page);
    if (page.shapes.length === 0 || offset + chunk >= page.total) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (signal.aborted) return;
  }
}

/** The shapes again, those of one state with the publisher's own text, which had been left out. */
export async function withOwn(
  ask: (query: ShapeQuery) => Promise<ShapePage>,
  shapes: readonly MapShape[],
  state: ShapeState,
  signal: AbortSignal,
): Promise<readonly MapShape[]> {
  if (!shapes.some((shape) => shape.view.state === state)) return shapes;
  const key = (view: ShapeView) => `${view.lineNumber} ${view.field}`;
  const own = new Map<string, ShapeView>();
  const collect = (some: readonly MapShape[]) => {
    for (const { view } of some) own.set(key(view), view);
  };
  await loadShapes(ask, { state, own: true }, collect, signal);
  return shapes.map((shape) => {
    const view = own.get(key(shape.view));
    return view ? mapShape(view, shape.id) : shape;
  });
}

export function mapShape(view: ShapeView, id: number): MapShape {
  const published = view.published === "" ? undefined : readWkt(view.published);
  const own = view.own === "" ? undefined : readOwnShape(view.ownPlaced ?? view.own);
  return { id, view, ...(published && { published }), ...(own && { own }) };
}

/** What the map says about a state: words, and a sign for people who do not see the colour. */
export const stateWords: Readonly<Record<ShapeState, { readonly words: string; readonly sign: string }>> = {
  fine: { words: "Fine", sign: "✔" },
  fixed: { words: "Fixed for you", sign: "↻" },
  "must-fix": { words: "Must fix", sign: "✖" },
  lost: { words: "Lost", sign: "∅" },
};

export const shapeStates = ["must-fix", "lost", "fixed", "fine"] as const satisfies readonly ShapeState[];
