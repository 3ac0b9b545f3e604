import type { ComponentType } from "preact";
import { lazy } from "preact-iso";
import type { OpenRunState } from "./run-state.ts";

export interface SectionProps {
  readonly open: OpenRunState;
}

/** A section of the run's page. Its address is `/reproduce/run#section=<id>`; further state stands beside it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType<SectionProps>;
}

/**
 * The sections, in the order of the menu. To add one: a file `<name>-section.tsx` here that exports a component taking
 * `SectionProps`, and a line below. It is loaded when first shown.
 */
export const sections: readonly Section[] = [
  {
    id: "rows",
    title: "Rows",
    component: lazy(() => import("./rows-section.tsx").then((module) => module.RowsSection)),
  },
  {
    id: "used",
    title: "What was used",
    component: lazy(() => import("./used-section.tsx").then((module) => module.UsedSection)),
  },
  {
    id: "fix",
    title: "Try a fix",
    component: lazy(() => import("./fix-section.tsx").then((module) => module.FixSection)),
  },
  {
    id: "compare",
    title: "Compare",
    component: lazy(() => import("./compare-section.tsx").then((module) => module.CompareSection)),
  },
  {
    id: "share",
    title: "Share",
    component: lazy(() => import("./share-section.tsx").then((module) => module.ShareSection)),
  },
  {
    id: "entities",
    title: "Entities",
    component: lazy(() => import("./entities-section.tsx").then((module) => module.EntitiesSection)),
  },
];
