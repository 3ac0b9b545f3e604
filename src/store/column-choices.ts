import { database } from "./database.ts";

/** Which column a publisher said is which field: kept per organisation and dataset, for next month's file. */
export interface ColumnChoices {
  /** `organisation|dataset`. */
  readonly key: string;
  /** Column as published to field or `IGNORE`. */
  readonly mapping: Readonly<Record<string, string>>;
  /** ISO time. */
  readonly at: string;
}

export function choicesKey(organisation: string | undefined, dataset: string): string {
  return `${organisation ?? ""}|${dataset}`;
}

export async function readChoices(key: string): Promise<ColumnChoices | undefined> {
  return (await database()).get("columns", key);
}

export async function saveChoices(choices: ColumnChoices): Promise<void> {
  await (await database()).put("columns", choices);
}

export async function deleteChoices(key: string): Promise<void> {
  await (await database()).delete("columns", key);
}
