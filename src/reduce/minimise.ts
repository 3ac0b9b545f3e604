export interface Minimised {
  /** In ascending order. */
  readonly kept: readonly number[];
  /** Tries that were made. */
  readonly tries: number;
  /** The tries ran out: fewer might do. */
  readonly cutShort: boolean;
}

/**
 * The smallest part of a list that still shows something: promising parts first, then by leaving out halves, quarters and
 * so on (delta debugging, Zeller 1999). None of what is left can be left out alone.
 *
 * @param shows whether a part, in ascending order, shows it; it is asked at most `mostTries` times
 * @returns `undefined` when not even the whole list shows it
 */
export async function minimise(
  all: readonly number[],
  promising: readonly (readonly number[])[],
  shows: (part: readonly number[]) => Promise<boolean>,
  mostTries = 300,
): Promise<Minimised | undefined> {
  let tries = 0;
  const ask = async (part: readonly number[]) => {
    tries += 1;
    return shows([...part].sort((a, b) => a - b));
  };
  let kept: readonly number[] | undefined;
  for (const part of promising) {
    if (part.length > 0 && (await ask(part))) {
      kept = part;
      break;
    }
  }
  if (!kept) {
    if (!(await ask(all))) return undefined;
    kept = all;
  }
  let pieces = 2;
  while (kept.length > 1 && tries < mostTries) {
    const size = Math.ceil(kept.length / pieces);
    const chunks: number[][] = [];
    for (let at = 0; at < kept.length; at += size) chunks.push(kept.slice(at, at + size));
    const smaller = await firstThatShows(chunks, kept, ask, () => tries < mostTries);
    if (smaller) {
      pieces = Math.max(2, Math.min(smaller.length, smaller.length < kept.length / 2 ? 2 : pieces - 1));
      kept = smaller;
    } else if (size === 1) break;
    else pieces = Math.min(kept.length, pieces * 2);
  }
  return { kept: [...kept].sort((a, b) => a - b), tries, cutShort: tries >= mostTries };
}

/** A chunk alone, or all without a chunk. */
async function firstThatShows(
  chunks: readonly number[][],
  all: readonly number[],
  ask: (part: readonly number[]) => Promise<boolean>,
  mayAsk: () => boolean,
): Promise<readonly number[] | undefined> {
  for (const chunk of chunks) if (mayAsk() && (await ask(chunk))) return chunk;
  if (chunks.length === 2) return undefined;
  for (const chunk of chunks) {
    const left = new Set(chunk);
    const rest = all.filter((one) => !left.has(one));
    if (mayAsk() && (await ask(rest))) return rest;
  }
  return undefined;
}
