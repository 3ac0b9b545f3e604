/** So much of a file holds the start of its first shape. */
const headBytes = 262_144;

/**
 * Whether a file's first shape is a point or a polygon; `undefined` when none is seen near its beginning.
 * For `tree`, where the two go to different fields (service/datasets.md 5).
 */
export async function guessGeometryType(file: Blob): Promise<"point" | "polygon" | undefined> {
  return geometryTypeIn(await file.slice(0, headBytes).text());
}

export function geometryTypeIn(head: string): "point" | "polygon" | undefined {
  const match = /"type"\s*:\s*"(?:Multi)?(Point|Polygon)"|\b(?:MULTI)?(POINT|POLYGON)\s*Z?\s*\(/i.exec(head);
  const type = (match?.[1] ?? match?.[2])?.toLowerCase();
  return type === "point" || type === "polygon" ? type : undefined;
}
