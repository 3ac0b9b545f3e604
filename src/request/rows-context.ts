import { type AssignedReference, EntityNumbers } from "../repository/assign.ts";
import { ChangeSet } from "../repository/change-set.ts";
import type { Cells } from "../repository/files.ts";
import type { RetiredSource, RowProblem, RowsInput } from "./rows.ts";

/** An organisation's dataset, one of whose endpoints ends. */
export interface EndedProvision {
  readonly label: string;
  readonly collection: string;
  readonly organisation: string;
  readonly dataset: string;
}

/** What making rows keeps on the way: the repository as changed so far, numbers given, what must be told. */
export class RowsContext {
  readonly input: RowsInput;
  readonly set: ChangeSet;
  readonly assigned: AssignedReference[] = [];
  readonly sharedEntities: string[] = [];
  readonly problems: RowProblem[] = [];
  readonly notes: RowProblem[] = [];
  readonly ended: EndedProvision[] = [];
  readonly retired: RetiredSource[] = [];
  readonly #labels = new Map<string, string>();
  #label = "";
  readonly #numbers = new Map<string, EntityNumbers>();

  constructor(input: RowsInput) {
    this.input = input;
    this.set = new ChangeSet(input.repository, input.order);
  }

  /** What follows is about this request. */
  begin(label: string): void {
    this.#label = label;
  }

  /** Adds rows, and remembers whose they are. */
  add(path: string, rows: readonly Cells[]): void {
    this.set.add(path, rows);
    for (const row of rows) this.#labels.set(`${path} ${[...row.values()].join()}`, this.#label);
  }

  /** Whose row it is, by its cells joined by commas. */
  labelOf(path: string, row: string): string {
    return this.#labels.get(`${path} ${row}`) ?? this.#label;
  }

  get label(): string {
    return this.#label;
  }

  problem(message: string): void {
    this.problems.push({ request: this.#label, message });
  }

  note(message: string): void {
    this.notes.push({ request: this.#label, message });
  }

  /** The numbers of a collection, with those promised elsewhere set aside. */
  numbers(collection: string): EntityNumbers {
    const known = this.#numbers.get(collection);
    if (known) return known;
    const file = (name: string) => this.set.textBefore(`pipeline/${collection}/${name}`);
    const numbers = new EntityNumbers(file("lookup.csv"), file("old-entity.csv"));
    for (const entity of this.input.reserved?.get(collection) ?? []) numbers.reserve(entity);
    this.#numbers.set(collection, numbers);
    return numbers;
  }
}

/** A row by column name. */
export function cells(row: Readonly<Record<string, string>>): Cells {
  return new Map(Object.entries(row));
}
