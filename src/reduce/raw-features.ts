/** A JSON document with a list of features, cut so that any of them can be left out; texts as published. */
export interface FeatureList {
  readonly before: string;
  readonly features: readonly string[];
  readonly after: string;
}

/**
 * Finds the list `features` of GeoJSON or ESRI JSON without reading numbers or changing a character.
 * @returns `undefined` when the document has none, or is not whole
 */
export function rawFeatures(text: string): FeatureList | undefined {
  const list = /"features"\s*:\s*\[/.exec(text);
  if (!list) return undefined;
  const start = list.index + list[0].length;
  const features: string[] = [];
  let at = start;
  let depth = 0;
  let from = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at + 1);
      continue;
    }
    if (depth === 0 && (character === "," || character === "]")) {
      const feature = text.slice(from, at).trim();
      if (feature !== "") features.push(feature);
      from = at + 1;
      if (character === "]") return { before: text.slice(0, start), features, after: text.slice(at) };
    } else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    at += 1;
  }
  return undefined;
}

function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
