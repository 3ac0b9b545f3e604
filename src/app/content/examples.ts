/** A made-up file in `public/examples/`. */
export interface Example {
  readonly dataset: string;
  readonly file: string;
  readonly words: string;
}

/** One for each dataset that authorities provide; the first three are shown to people who have chosen none. */
export const examples: readonly Example[] = [
  { dataset: "conservation-area", file: "conservation-area.csv", words: "Conservation areas (CSV)" },
  { dataset: "tree", file: "tree.geojson", words: "Protected trees (GeoJSON)" },
  { dataset: "brownfield-land", file: "brownfield-land.csv", words: "Brownfield land register (CSV)" },
  { dataset: "article-4-direction", file: "article-4-direction.csv", words: "Article 4 directions (CSV)" },
  {
    dataset: "article-4-direction-area",
    file: "article-4-direction-area.csv",
    words: "Article 4 direction areas (CSV)",
  },
  {
    dataset: "conservation-area-document",
    file: "conservation-area-document.csv",
    words: "Conservation area documents (CSV)",
  },
  { dataset: "developer-agreement", file: "developer-agreement.csv", words: "Developer agreements (CSV)" },
  {
    dataset: "developer-agreement-contribution",
    file: "developer-agreement-contribution.csv",
    words: "Developer agreement contributions (CSV)",
  },
  {
    dataset: "developer-agreement-transaction",
    file: "developer-agreement-transaction.csv",
    words: "Developer agreement transactions (CSV)",
  },
  {
    dataset: "infrastructure-funding-statement",
    file: "infrastructure-funding-statement.csv",
    words: "Infrastructure funding statements (CSV)",
  },
  {
    dataset: "listed-building-outline",
    file: "listed-building-outline.geojson",
    words: "Listed building outlines (GeoJSON)",
  },
  { dataset: "local-plan", file: "local-plan.csv", words: "Local plans (CSV)" },
  { dataset: "minerals-plan", file: "minerals-plan.csv", words: "Minerals plans (CSV)" },
  { dataset: "waste-plan", file: "waste-plan.csv", words: "Waste plans (CSV)" },
  { dataset: "supplementary-plan", file: "supplementary-plan.csv", words: "Supplementary plans (CSV)" },
  { dataset: "plan-timetable", file: "plan-timetable.csv", words: "Plan timetable (CSV)" },
  {
    dataset: "tree-preservation-order",
    file: "tree-preservation-order.csv",
    words: "Tree preservation orders (CSV)",
  },
  {
    dataset: "tree-preservation-zone",
    file: "tree-preservation-zone.csv",
    words: "Tree preservation zones (CSV)",
  },
];

/** So many are offered when no dataset is chosen. */
const first = 3;

/** The example of the dataset chosen, or the first few. */
export function examplesFor(dataset: string | undefined): readonly Example[] {
  const own = examples.filter((example) => example.dataset === dataset);
  return own.length > 0 ? own : examples.slice(0, first);
}
