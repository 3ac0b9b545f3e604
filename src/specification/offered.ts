/** Why an organisation is asked for a dataset: the reasons that make a dataset one to offer, strongest first. */
export const offeringReasons = ["statutory", "expected", "prospective", "encouraged"] as const;

/** A dataset offered for checking, with how many organisations are asked for it, by reason. */
export interface OfferedDataset {
  readonly dataset: string;
  readonly asked: ReadonlyMap<string, number>;
}

export interface ProvisionRow {
  readonly dataset: string;
  readonly reason: string;
  readonly endDate: string;
}

/**
 * The datasets to offer: those that some organisation is asked for at present, and that dataset.csv knows, sorted.
 * Nothing else decides: a provision row more offers a dataset more.
 * Source: service/datasets.md 1; provision.csv
 */
export function offeredDatasets(
  provision: Iterable<ProvisionRow>,
  known: { has(dataset: string): boolean },
): OfferedDataset[] {
  const asked = new Map<string, Map<string, number>>();
  for (const { dataset, reason, endDate } of provision) {
    if (endDate !== "" || !known.has(dataset)) continue;
    if (!offeringReasons.some((offering) => offering === reason)) continue;
    const reasons = asked.get(dataset) ?? new Map<string, number>();
    asked.set(dataset, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  }
  return [...asked]
    .map(([dataset, reasons]) => ({ dataset, asked: reasons }))
    .sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}
