import type { GuidanceField } from "./specification.ts";

export interface GuidanceRow {
  readonly dataset: string;
  /** `;`-separated: the datasets of an umbrella specification (`plan`) that the row is for; blank for all. */
  readonly datasets: string;
  readonly endDate: string;
  readonly field: GuidanceField;
}

export interface SpecificationRow {
  /** `;`-separated. */
  readonly datasets: string;
  /** Address of the guidance page. */
  readonly url: string;
}

/**
 * The fields people are asked for, by dataset, in guidance order, and each dataset's guidance page.
 *
 * A dataset may be specified under an umbrella name: `plan` has the rows of local-plan, minerals-plan, waste-plan and
 * supplementary-plan, and says in `datasets` which of them a row is for. The umbrella's datasets are those it names so.
 * Source: specification-field.csv, specification.csv; service/datasets.md 3.
 */
export function guidanceOf(
  rows: readonly GuidanceRow[],
  specifications: readonly SpecificationRow[],
): { guidance: Map<string, GuidanceField[]>; guidanceUrl: Map<string, string> } {
  const current = rows.filter((row) => row.endDate === "");
  const byDataset = new Map<string, GuidanceRow[]>();
  for (const row of current) byDataset.set(row.dataset, [...(byDataset.get(row.dataset) ?? []), row]);

  const guidance = new Map<string, GuidanceField[]>();
  const umbrella = new Map<string, string>();
  for (const [dataset, ofDataset] of byDataset) {
    guidance.set(
      dataset,
      ofDataset.map((row) => row.field),
    );
    for (const member of new Set(ofDataset.flatMap((row) => names(row.datasets)))) {
      if (!byDataset.has(member)) umbrella.set(member, dataset);
    }
  }
  for (const [member, dataset] of umbrella) {
    const shared = byDataset.get(dataset) ?? [];
    const mine = shared.filter((row) => row.datasets === "" || names(row.datasets).includes(member));
    guidance.set(
      member,
      mine.map((row) => row.field),
    );
  }

  const guidanceUrl = new Map<string, string>();
  for (const { datasets, url } of specifications) {
    if (url !== "") for (const dataset of names(datasets)) guidanceUrl.set(dataset, url);
  }
  for (const [member, dataset] of umbrella) {
    const url = guidanceUrl.get(dataset);
    if (url !== undefined && !guidanceUrl.has(member)) guidanceUrl.set(member, url);
  }
  return { guidance, guidanceUrl };
}

function names(list: string): string[] {
  return list.split(";").filter((name) => name !== "");
}
