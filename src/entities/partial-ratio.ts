/**
 * How alike two texts are when the shorter is laid along the longer: 0 to 100, 100 when it is part of it. As RapidFuzz's
 * `fuzz.partial_ratio`, which the Planning Data team's tools use for names; upper and lower case differ.
 * Source: service/data-team.md 6.1; RapidFuzz 3, fuzz.py
 */
export function partialRatio(a: string, b: string): number {
  const [first, second] = [[...a], [...b]];
  if (first.length === 0 && second.length === 0) return 100;
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  if (shorter.length === 0) return 0;
  const best = bestAlignment(shorter, longer);
  // Of two texts of one length either may be the one that is laid along the other.
  const either =
    first.length === second.length && best < 1 ? Math.max(best, bestAlignment(longer, shorter)) : best;
  return either * 100;
}

/** 0 to 1: the best of all pieces of `longer` that are as long as `shorter`, or cut off by an end of it. */
function bestAlignment(shorter: readonly string[], longer: readonly string[]): number {
  const known = new Set(shorter);
  const length = shorter.length;
  let best = 0;
  const compare = (start: number, end: number) => {
    const likeness = indelLikeness(shorter, longer, start, end);
    if (likeness > best) best = likeness;
  };
  for (let end = 1; end < length; end++) if (known.has(longer[end - 1] ?? "")) compare(0, end);
  for (let start = 0; start < longer.length - length; start++) {
    if (known.has(longer[start + length - 1] ?? "")) compare(start, start + length);
  }
  for (let start = longer.length - length; start < longer.length; start++) {
    if (known.has(longer[start] ?? "")) compare(start, longer.length);
  }
  return best;
}

/** One minus the insertions and deletions between `a` and a piece of `b`, as a part of both lengths. */
function indelLikeness(a: readonly string[], b: readonly string[], start: number, end: number): number {
  const both = a.length + end - start;
  return 1 - (both - 2 * commonLength(a, b, start, end)) / both;
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[], start: number, end: number): number {
  const lengths = new Uint32Array(end - start + 1);
  for (const character of a) {
    let diagonal = 0;
    for (let at = 1; at <= end - start; at++) {
      const above = lengths[at] ?? 0;
      lengths[at] = b[start + at - 1] === character ? diagonal + 1 : Math.max(above, lengths[at - 1] ?? 0);
      diagonal = above;
    }
  }
  return lengths[end - start] ?? 0;
}
