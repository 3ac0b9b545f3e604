import { readTable } from "../csv/read.ts";
import { strip } from "../engine/python-text.ts";

/** A reference without an entity, in the order in which numbers are given. */
export interface UnassignedReference {
  readonly prefix: string;
  readonly organisation: string;
  readonly reference: string;
}

export interface AssignedReference extends UnassignedReference {
  /** Proposed entity number, as text: numbers exceed 32 bits. */
  readonly entity: string;
}

export interface NumberRange {
  readonly dataset: string;
  /** The specification's prefix of the dataset. */
  readonly prefix: string;
  readonly entityMinimum: bigint;
  readonly entityMaximum: bigint;
}

export interface Assignment {
  readonly assigned: readonly AssignedReference[];
  /** References that got no number because the range is full. */
  readonly withoutNumber: readonly UnassignedReference[];
}

/**
 * Proposes entity numbers by the pipeline's algorithm: from the highest number of the dataset on, wrapping round at the
 * end of the range, passing over every number that lookup.csv or old-entity.csv of the collection holds.
 *
 * A reference that lookup.csv has already (exact text of prefix, organisation and reference), or that occurs twice,
 * gets one number or none. Quotes that older rows have around a reference with a comma are no difference.
 *
 * @param lookups lookup.csv of the collection; `undefined` when there is none
 * @param oldEntities old-entity.csv of the collection
 * Source: digital_land/pipeline/main.py (Lookups, EntityNumGen); engine/identifiers.md 7; service/data-team.md 5.2
 */
export function assignEntities(
  references: readonly UnassignedReference[],
  range: NumberRange,
  lookups: string | undefined,
  oldEntities: string | undefined,
): Assignment {
  return new EntityNumbers(lookups, oldEntities).assign(references, range);
}

/** The entity numbers of one collection: which are taken, and by whom. Read once, for however many assignments. */
export class EntityNumbers {
  readonly #taken = new Set<string>();
  readonly #known = new Set<string>();
  /** Prefix to its highest number; `undefined` for one that has something else than a number. */
  readonly #highest = new Map<string, bigint | undefined>();
  #waiting = 0;

  constructor(lookups: string | undefined, oldEntities: string | undefined) {
    for (const row of rows(lookups)) {
      const entity = row("entity");
      const prefix = row("prefix");
      if (entity === "") this.#waiting += 1;
      else this.#taken.add(entity);
      this.#raise(prefix, entity);
      this.#known.add(key({ prefix, organisation: row("organisation"), reference: row("reference") }));
    }
    for (const row of rows(oldEntities)) this.#taken.add(row("old-entity")).add(row("entity"));
  }

  /** Whether a number is in lookup.csv or old-entity.csv, or was given or reserved here. */
  has(entity: string): boolean {
    return this.#taken.has(entity);
  }

  /** Sets a number aside: it is not given. */
  reserve(entity: string): void {
    this.#taken.add(entity);
  }

  /** A lookup row that is written with a number of its own. */
  record(reference: AssignedReference): void {
    this.#taken.add(reference.entity);
    this.#known.add(key(reference));
    this.#raise(reference.prefix, reference.entity);
  }

  /** Gives numbers to the references that have none, in their order. They are taken from then on. */
  assign(references: readonly UnassignedReference[], range: NumberRange): Assignment {
    const nextFree = freeNumbers(this.#highestOf(range), range, this.#taken);
    // As the pipeline: rows of lookup.csv that wait for a number come first, though nothing is written into them.
    for (; this.#waiting > 0; this.#waiting -= 1) nextFree();
    const assigned: AssignedReference[] = [];
    const withoutNumber: UnassignedReference[] = [];
    for (const reference of references) {
      if (this.#known.has(key(reference))) continue;
      const entity = nextFree();
      this.#known.add(key(reference));
      if (entity === undefined) {
        withoutNumber.push(reference);
        continue;
      }
      assigned.push({ ...reference, entity });
      this.#raise(reference.prefix, entity);
    }
    return { assigned, withoutNumber };
  }

  #highestOf({ dataset, prefix }: NumberRange): bigint {
    const own = [...new Set([dataset, prefix])].filter((name) => this.#highest.has(name));
    let highest = 0n;
    for (const name of own) {
      const number = this.#highest.get(name);
      // As the pipeline: something that is no number among them, and none counts.
      if (number === undefined) return 0n;
      if (number > highest) highest = number;
    }
    return highest;
  }

  #raise(prefix: string, entity: string): void {
    if (entity === "") return;
    const number = readNumber(entity);
    if (number === undefined) {
      this.#highest.set(prefix, undefined);
      return;
    }
    const before = this.#highest.has(prefix) ? this.#highest.get(prefix) : 0n;
    if (before !== undefined && number > before) this.#highest.set(prefix, number);
  }
}

/**
 * Gives the next free number of a range at each call, `undefined` when there is none left. Numbers given are taken.
 *
 * @param after the number before the first one to try
 * @param taken numbers that are not given, as text
 */
export function freeNumbers(
  after: bigint,
  { entityMinimum, entityMaximum }: Pick<NumberRange, "entityMinimum" | "entityMaximum">,
  taken: Set<string>,
): () => string | undefined {
  let current = after;
  let first: bigint | undefined;
  return () => {
    for (;;) {
      current += 1n;
      if (current > entityMaximum || current < entityMinimum) current = entityMinimum;
      // Back at the first number ever tried: the range is full.
      if (current === first) return undefined;
      first ??= current;
      const text = String(current);
      if (!taken.has(text)) {
        taken.add(text);
        return text;
      }
    }
  };
}

/** The highest number of the dataset in lookup.csv; 0 when there is none, or one that is no number, as in the pipeline. */
export function highestEntity(lookups: string | undefined, range: NumberRange): bigint {
  let highest = 0n;
  for (const row of rows(lookups)) {
    const own = row("prefix") === range.dataset || row("prefix") === range.prefix;
    if (!own || row("entity") === "") continue;
    const entity = readNumber(row("entity"));
    if (entity === undefined) return 0n;
    if (entity > highest) highest = entity;
  }
  return highest;
}

/** As Python's `int` reads a cell; `undefined` for what is no whole number. */
function readNumber(text: string): bigint | undefined {
  const digits = strip(text);
  if (!/^[+-]?\d+(?:_\d+)*$/.test(digits)) return undefined;
  const number = BigInt(digits.replace(/^[+-]/, "").replaceAll("_", ""));
  return digits.startsWith("-") ? -number : number;
}

function key({ prefix, organisation, reference }: UnassignedReference): string {
  return `${prefix}\u0000${organisation}\u0000${bareReference(reference)}`;
}

/** A reference without the quotes that the live service leaves around one with a comma. */
export function bareReference(reference: string): string {
  return reference.includes(",") && /^".*"$/s.test(reference) ? reference.slice(1, -1) : reference;
}

/** The rows of a CSV text, as a function from column to cell. */
export function* rows(csv: string | undefined): Generator<(column: string) => string> {
  const { columns, records } = readTable(csv ?? "");
  const places = new Map(columns.map((column, at) => [column, at]));
  for (const cells of records) yield (column) => cells[places.get(column) ?? -1] ?? "";
}
