import type { RunConfiguration } from "../configuration/configuration.ts";

/** A column of the publisher, by its position in the header. */
export interface KnownColumn {
  readonly position: number;
  /** As published. */
  readonly name: string;
  /** The field it is read as, `IGNORE`, or `""` when it is not read. */
  readonly field: string;
  /** The column that is read instead, when several have the same field or name. */
  readonly overruledBy?: string;
  /** It is read, but the platform no longer publishes the field. */
  readonly retired?: boolean;
}

const pair = "GeoX,GeoY";

/**
 * Which cell became which field: the publisher's header, the run's column-field log, and the rules that rename fields
 * later on (`transform.csv`), taken together in both directions.
 */
export class ColumnMap {
  readonly columns: readonly KnownColumn[];
  /** Fields made of several columns by `concat.csv`, with the rule's text. */
  readonly built: readonly { readonly field: string; readonly from: string }[];
  readonly #dataset: string;
  readonly #configuration: RunConfiguration;
  readonly #positionOfField = new Map<string, number>();
  readonly #sources = new Map<string, number>();
  readonly #outputs = new Map<string, readonly string[]>();
  readonly #marked = new Map<string, readonly number[]>();

  /**
   * @param header cells of the header record as published
   * @param names the same cells as the run's rows are keyed, in order
   * @param isPublished whether the platform still publishes a field
   * @param logged column and field, in the order of the column-field log; concat rules first, roles swapped
   */
  constructor(
    header: readonly string[],
    names: readonly string[],
    logged: readonly (readonly [column: string, field: string])[],
    dataset: string,
    configuration: RunConfiguration,
    isPublished: (field: string) => boolean,
  ) {
    this.#dataset = dataset;
    this.#configuration = configuration;
    // `outputsOf` needs nothing else, and is used below.
    this.built = logged.slice(0, configuration.concats.size).map(([field, from]) => ({ field, from }));
    const mapped = new Map(logged.slice(configuration.concats.size));
    const winner = new Map<string, string>();
    for (const [column, field] of mapped) if (field !== "IGNORE") winner.set(field, column);
    // A broken file may have a hundred thousand columns: nothing here may look at all of them for each.
    const lastPosition = new Map(names.map((name, position) => [name, position]));
    this.columns = header.map((cell, position): KnownColumn => {
      const name = names[position] ?? "";
      const field = mapped.get(name) ?? "";
      const column = { position, name: cell, field };
      if (field === "" || field === "IGNORE") return column;
      // Of two columns with one name the last is read; of two with one field the last in the log.
      if (lastPosition.get(name) !== position) return { ...column, overruledBy: name };
      // A renamed field takes its old name's column, when there is one.
      const old = configuration.migrations.get(field)?.field;
      const winning = (old === undefined ? undefined : winner.get(old)) ?? winner.get(field);
      if (winning !== undefined && winning !== name) return { ...column, overruledBy: winning };
      return this.outputsOf(field).some(isPublished) ? column : { ...column, retired: true };
    });
    for (const { field, position, overruledBy } of this.columns) {
      if (field !== "" && field !== "IGNORE" && overruledBy === undefined)
        this.#positionOfField.set(field, position);
    }
  }

  /** Whether the cells of a column can be published. */
  isUsed(position: number): boolean {
    const column = this.columns[position];
    if (!column || column.field === "" || column.field === "IGNORE") return false;
    return column.overruledBy === undefined && !column.retired;
  }

  /** Position of the column read as this field, as the pipeline's issues name it; -1 when there is none. */
  positionOf(field: string): number {
    return this.#positionOfField.get(field) ?? -1;
  }

  /** Position of the column that a field of the output comes from, after renaming; -1 when it comes from no column. */
  sourceOf(field: string): number {
    const known = this.#sources.get(field);
    if (known !== undefined) return known;
    const source = this.#findSource(field);
    this.#sources.set(field, source);
    return source;
  }

  /** Positions of the columns that an issue at `field` marks: both of them for `GeoX,GeoY`. */
  marked(field: string): readonly number[] {
    let marked = this.#marked.get(field);
    if (!marked) {
      marked = this.#findMarked(field);
      this.#marked.set(field, marked);
    }
    return marked;
  }

  /** Fields of the output that a column's field can become. */
  outputsOf(field: string): readonly string[] {
    let outputs = this.#outputs.get(field);
    if (!outputs) {
      outputs = this.#findOutputs(field);
      this.#outputs.set(field, outputs);
    }
    return outputs;
  }

  /** Whether a field or one that it is renamed to is read from some column, or built from several. */
  has(field: string): boolean {
    return this.sourceOf(field) >= 0 || this.built.some((rule) => rule.field === field);
  }

  #findOutputs(field: string): readonly string[] {
    const renamed = [...this.#configuration.migrations]
      .filter(([, rule]) => rule.field === field)
      .map(([replacement]) => replacement);
    const outputs = [...renamed, field];
    if (field === this.#dataset) outputs.push("reference");
    if (field === "GeoX" || field === "GeoY") outputs.push("point");
    return outputs;
  }

  #findMarked(field: string): readonly number[] {
    const isPair = field === pair || (field === "point" && this.positionOf("point") < 0);
    const fields = isPair ? pair.split(",") : [field];
    const positions = fields.map((name) => this.sourceOf(name)).filter((position) => position >= 0);
    return [...new Set(positions)];
  }

  #findSource(field: string): number {
    const migrated = this.#configuration.migrations.get(field)?.field;
    const candidates = [...(migrated === undefined ? [] : [migrated]), field];
    if (field === "reference") candidates.push(this.#dataset);
    for (const candidate of candidates) {
      const position = this.positionOf(candidate);
      if (position >= 0) return position;
    }
    return -1;
  }
}

const nullMark = /^(?:<*null>*|#*n\/?a|\?*|-+)$/i;

/** A cell without the spaces that the pipeline cuts, which is how its rows are keyed and compared. */
export function trimmedCell(cell: string): string {
  let start = 0;
  let end = cell.length;
  while (start < end && isEdge(cell.charCodeAt(start))) start++;
  while (end > start && isEdge(cell.charCodeAt(end - 1))) end--;
  return end - start === cell.length ? cell : cell.slice(start, end);
}

/** Space, line feed, carriage return, tab, form feed. */
function isEdge(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 12;
}

/** Blank, or one of the marks that the pipeline takes for blank: null, N/A, #N/A, ?, -. */
export function isBlank(cell: string): boolean {
  if (cell === "") return true;
  // All marks but long dashes are short, and begin with one of these.
  return "<nN#?- \n\r\t\f".includes(cell.charAt(0)) && nullMark.test(trimmedCell(cell));
}

/** A header cell as the run's rows are keyed. */
export function columnKey(cell: string): string {
  return isBlank(cell) ? "" : trimmedCell(cell).replaceAll("\r", "").replaceAll("\n", "\r\n");
}
