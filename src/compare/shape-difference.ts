/** How far two shapes given as text lie apart. */
export type ShapeDifference =
  /** The same vertices in the same order, but for the last decimals: at most `degrees` apart. */
  | { readonly kind: "rounding"; readonly degrees: number }
  /** The same vertices, all moved by nearly the same: another way of converting coordinates. */
  | { readonly kind: "shifted"; readonly degrees: number }
  /** The same vertices, the rings or their starts in another order. */
  | { readonly kind: "order" }
  | { readonly kind: "different"; readonly verticesBefore: number; readonly verticesAfter: number };

/** Values are published with six decimals: one step, with room for the rounding of both. */
const roundingDegrees = 0.0000021;
/** National Grid by the Helmert transformation lies up to 5 m from the grid's; 0.0001 degrees are about 10 m. */
const shiftDegrees = 0.0001;

const wellKnownText = /^\s*(?:MULTI)?(?:POLYGON|POINT|LINESTRING)\s*[Z ]*\(/i;
const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Compares two shapes in Well-Known Text, longitude and latitude; `undefined` when one of them is no shape. */
export function shapeDifference(before: string, after: string): ShapeDifference | undefined {
  if (!wellKnownText.test(before) || !wellKnownText.test(after)) return undefined;
  const [then, now] = [numbersOf(before), numbersOf(after)];
  const different = {
    kind: "different" as const,
    verticesBefore: then.length / 2,
    verticesAfter: now.length / 2,
  };
  if (then.length !== now.length) return different;
  const moves = then.map((value, at) => Math.abs(value - (now[at] ?? 0)));
  const degrees = moves.reduce((most, move) => Math.max(most, move), 0);
  if (degrees <= roundingDegrees) return { kind: "rounding", degrees };
  if (degrees <= shiftDegrees && movesAlike(then, now)) return { kind: "shifted", degrees };
  return sameVertices(then, now) ? { kind: "order" } : different;
}

function numbersOf(text: string): number[] {
  return (text.match(number) ?? []).map(Number);
}

/** Whether all vertices moved by nearly the same, to a fifth of the largest move. */
function movesAlike(then: readonly number[], now: readonly number[]): boolean {
  for (const axis of [0, 1]) {
    const moves = then.flatMap((value, at) => (at % 2 === axis ? [(now[at] ?? 0) - value] : []));
    const [least, most] = [Math.min(...moves.slice(0, 1000)), Math.max(...moves.slice(0, 1000))];
    if (most - least > Math.max(roundingDegrees * 2, Math.max(Math.abs(most), Math.abs(least)) / 5))
      return false;
  }
  return true;
}

function sameVertices(then: readonly number[], now: readonly number[]): boolean {
  const vertices = (numbers: readonly number[]) => {
    const found = new Set<string>();
    for (let at = 0; at + 1 < numbers.length; at += 2) found.add(`${numbers[at]} ${numbers[at + 1]}`);
    return found;
  };
  const [a, b] = [vertices(then), vertices(now)];
  return a.size === b.size && [...a].every((vertex) => b.has(vertex));
}
