/**
 * The names of a row's columns or fields, in order. Rows with the same names share one, so that a row itself is no more
 * than its values: a run of many rows makes little garbage, and a phase can prepare once for all rows of a kind.
 */
export class Columns {
  readonly names: readonly string[];
  private readonly places: ReadonlyMap<string, number>;
  /** The columns after adding or removing a name, made when first needed. */
  private readonly added = new Map<string, Columns>();
  private readonly removed = new Map<string, Columns>();

  /** @param names without doubles */
  constructor(names: readonly string[]) {
    this.names = names;
    this.places = new Map(names.map((name, place) => [name, place]));
  }

  placeOf(name: string): number | undefined {
    return this.places.get(name);
  }

  with(name: string): Columns {
    let columns = this.added.get(name);
    if (columns === undefined) {
      columns = new Columns([...this.names, name]);
      this.added.set(name, columns);
    }
    return columns;
  }

  without(name: string): Columns {
    let columns = this.removed.get(name);
    if (columns === undefined) {
      columns = new Columns(this.names.filter((other) => other !== name));
      this.removed.set(name, columns);
    }
    return columns;
  }
}

/** Which values of a row to take, and what they are called then. */
export interface Selection {
  readonly columns: Columns;
  readonly places: readonly number[];
}

/** Prepares something once for each kind of row: the same columns are given the same answer. */
export function perColumns<Answer>(prepare: (columns: Columns) => Answer): (columns: Columns) => Answer {
  const answers = new Map<Columns, Answer>();
  let last: { readonly columns: Columns; readonly answer: Answer } | undefined;
  return (columns) => {
    if (last?.columns === columns) return last.answer;
    const known = answers.get(columns);
    const answer = known ?? prepare(columns);
    if (known === undefined) answers.set(columns, answer);
    last = { columns, answer };
    return answer;
  };
}

/**
 * Column or field name to text, in order of insertion, as Python's dict: used like a `Map`. A missing key is what Python
 * calls an absent key; blank is `""`.
 *
 * Not an object with properties: a publisher's header may be `2024` (objects would move it to the front) or `__proto__`,
 * and the pipeline's answers depend on the order of columns. Not a `Map` either: four of them for each row were half of
 * the time of a run.
 */
export class Row implements Iterable<[string, string]> {
  columns: Columns;
  /** One for each name of `columns`. */
  values: string[];

  constructor(columns: Columns, values: string[]) {
    this.columns = columns;
    this.values = values;
  }

  static from(entries: Iterable<readonly [string, string]>): Row {
    const row = new Row(new Columns([]), []);
    for (const [name, value] of entries) row.set(name, value);
    return row;
  }

  get size(): number {
    return this.values.length;
  }

  get(name: string): string | undefined {
    const place = this.columns.placeOf(name);
    return place === undefined ? undefined : this.values[place];
  }

  has(name: string): boolean {
    return this.columns.placeOf(name) !== undefined;
  }

  set(name: string, value: string): this {
    const place = this.columns.placeOf(name);
    if (place === undefined) {
      this.columns = this.columns.with(name);
      this.values.push(value);
    } else this.values[place] = value;
    return this;
  }

  delete(name: string): boolean {
    const place = this.columns.placeOf(name);
    if (place === undefined) return false;
    this.columns = this.columns.without(name);
    this.values.splice(place, 1);
    return true;
  }

  keys(): readonly string[] {
    return this.columns.names;
  }

  /** The values at some places, under other columns. */
  select({ columns, places }: Selection): Row {
    const { values } = this;
    const selected: string[] = [];
    for (const place of places) selected.push(values[place] ?? "");
    return new Row(columns, selected);
  }

  copy(): Row {
    return new Row(this.columns, [...this.values]);
  }

  *[Symbol.iterator](): Generator<[string, string], void, undefined> {
    const { names } = this.columns;
    for (let place = 0; place < names.length; place += 1)
      yield [names[place] ?? "", this.values[place] ?? ""];
  }
}
