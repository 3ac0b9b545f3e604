/**
 * How each dataset, endpoint or resource is read: the data team's CSV tables, and the subset that applies to one run.
 * Every rule keeps its file and line, so that a trace can say which row did it.
 */
export type ConfigurationFile =
  | "column.csv"
  | "combine.csv"
  | "concat.csv"
  | "default.csv"
  | "default-value.csv"
  | "entity-organisation.csv"
  | "filter.csv"
  | "lookup.csv"
  | "lookup-rule.csv"
  | "old-entity.csv"
  | "patch.csv"
  | "skip.csv"
  | "transform.csv";

export interface Rule {
  readonly file: ConfigurationFile;
  /** 1-based record number in the file, header = 1; 0 for a rule that no file holds (a publisher's own mapping). */
  readonly line: number;
}

export interface ColumnRule extends Rule {
  /** Target field, or `IGNORE`. */
  readonly field: string;
}
export interface SkipRule extends Rule {
  readonly pattern: string;
}
export interface FilterRule extends Rule {
  readonly pattern: string;
}
export interface PatchRule extends Rule {
  readonly pattern: string;
  readonly value: string;
}
export interface DefaultFieldRule extends Rule {
  readonly defaultField: string;
}
export interface DefaultValueRule extends Rule {
  readonly value: string;
}
export interface CombineRule extends Rule {
  readonly separator: string;
}
export interface ConcatRule extends Rule {
  readonly fields: readonly string[];
  readonly separator: string;
  readonly prepend: string;
  readonly append: string;
}
export interface MigrationRule extends Rule {
  /** The old field whose value the replacement field takes. */
  readonly field: string;
}
export interface LookupRule extends Rule {
  readonly prefix: string;
  readonly organisation: string;
  readonly offset: bigint;
  readonly entityMinimum: bigint;
  readonly entityMaximum: bigint;
}
export interface RedirectRule extends Rule {
  readonly entity: string;
  readonly status: string;
}
export interface AuthorityRule extends Rule {
  readonly dataset: string;
  readonly entityMinimum: bigint;
  readonly entityMaximum: bigint;
  readonly organisation: string;
}

/**
 * The rules that apply to one (dataset, resource, endpoints), in the pipeline's precedence and order
 * (engine/phases.md 0). Map order is the order in which the pipeline tries or logs them.
 */
export interface RunConfiguration {
  /** Normalised column name to its field. */
  readonly columns: ReadonlyMap<string, ColumnRule>;
  readonly skips: readonly SkipRule[];
  /** For the pass before map: general and resource rows only. */
  readonly filtersBeforeMap: ReadonlyMap<string, FilterRule>;
  readonly filters: ReadonlyMap<string, FilterRule>;
  /** Field (`""` for all) to its patterns in trial order. */
  readonly patches: ReadonlyMap<string, readonly PatchRule[]>;
  readonly defaultFields: ReadonlyMap<string, DefaultFieldRule>;
  readonly defaultValues: ReadonlyMap<string, DefaultValueRule>;
  readonly combines: ReadonlyMap<string, CombineRule>;
  readonly concats: ReadonlyMap<string, ConcatRule>;
  /** Replacement field to the old field. */
  readonly migrations: ReadonlyMap<string, MigrationRule>;
  readonly lookups: LookupTable;
  readonly lookupRules: readonly LookupRule[];
  /** Old entity to where it went. */
  readonly redirects: ReadonlyMap<string, RedirectRule>;
  /**
   * entity-organisation.csv in the order the pipeline tries it; of every dataset, for the entity number decides.
   * Empty means every priority is 1.
   */
  readonly authorities: readonly AuthorityRule[];
}

/** References to entities, by the pipeline's composite key `entry-number,prefix,reference,organisation` (identifiers.md 2). */
export interface LookupTable {
  /** False when no lookup table was loaded at all: then nothing is known, which is not the same as "no entity". */
  readonly loaded: boolean;
  get(key: string): string | undefined;
  /** The organisations' key parts under which this entity has a lookup row (for references to other datasets). */
  organisationsOf(entity: string): Iterable<string>;
}

/** All tables of one collection as read, before a dataset, resource or endpoint is chosen. */
export interface Configuration {
  /** For people: "bundle of 21 August 2026" or a folder's name. */
  readonly label: string;
  readonly hash: string;
  readonly tables: ReadonlyMap<ConfigurationFile, ConfigurationTable>;
}

export interface ConfigurationTable {
  readonly file: ConfigurationFile;
  readonly columns: readonly string[];
  /** Cells in column order, as Python's csv.DictReader reads them; a short record has fewer, a long one more. */
  readonly records: readonly (readonly string[])[];
  /** How many of the last records no file holds (a publisher's own mapping): rules made of them have line 0. */
  readonly drafted: number;
}

/** The run a configuration is asked for. */
export interface RunScope {
  readonly dataset: string;
  /** Name of the resource; `""` when there is none, then only general rules of some tables apply. */
  readonly resource: string;
  /** Endpoint hashes, in order. */
  readonly endpoints: readonly string[];
  /** The tables to use; absent: all there are. The live check uses `column.csv` and `transform.csv` only. */
  readonly files?: ReadonlySet<ConfigurationFile>;
}

/** Where and why a table cannot be used: the pipeline raises here, before it reads the resource. */
export interface ConfigurationFault {
  readonly file: ConfigurationFile;
  /** Record number, header = 1; 1 when a column is missing. */
  readonly line: number;
  readonly column: string;
  /** For people. */
  readonly detail: string;
  /** Name of the pipeline's exception, and the function that raises it. */
  readonly exception: string;
  readonly raisedIn: string;
}

export type RunConfigurationResult =
  | { readonly ok: true; readonly configuration: RunConfiguration }
  | { readonly ok: false; readonly fault: ConfigurationFault };
