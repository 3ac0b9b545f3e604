/** Which of the two shapes of a row is drawn. */
export type Shown = "published" | "own" | "both";

export const shownItems = [
  { value: "published", text: "As published" },
  { value: "own", text: "As you drew it" },
  { value: "both", text: "Both" },
] as const;

export function shownFrom(text: string | undefined, otherwise: Shown = "published"): Shown {
  return text === "published" || text === "own" || text === "both" ? text : otherwise;
}
