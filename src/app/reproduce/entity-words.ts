import type { EntityState } from "../../entities/entity-table.ts";
import type { TagProps } from "../components/tag.tsx";

export const stateWords: Readonly<
  Record<
    EntityState,
    { readonly text: string; readonly colour: NonNullable<TagProps["colour"]>; readonly what: string }
  >
> = {
  new: { text: "New", colour: "green", what: "has no number and is not on the platform" },
  waiting: { text: "Waiting", colour: "yellow", what: "has a number, but is not published" },
  same: { text: "Same", colour: "grey", what: "is on the platform as it is here" },
  changed: { text: "Changed", colour: "orange", what: "is on the platform with other values" },
  redirected: { text: "Redirected", colour: "purple", what: "its number leads to another one" },
  "lost-lookup": {
    text: "Lost lookup",
    colour: "red",
    what: "is on the platform, but lookup.csv has lost its row: ticked, it gets that number back",
  },
  "only-on-platform": { text: "Only on platform", colour: "teal", what: "is not in this file" },
  "only-in-lookup": { text: "Only in lookup", colour: "grey", what: "had a number once; history" },
  unknown: { text: "Unknown", colour: "blue", what: "the platform was not asked" },
  "no-reference": { text: "No number possible", colour: "red", what: "has no reference or organisation" },
  "same-key": { text: "Same key", colour: "red", what: "is one text with another reference to the pipeline" },
};

/** In the order in which they matter. */
export const stateOrder: readonly EntityState[] = [
  "new",
  "unknown",
  "lost-lookup",
  "same-key",
  "no-reference",
  "changed",
  "waiting",
  "redirected",
  "same",
  "only-on-platform",
  "only-in-lookup",
];
