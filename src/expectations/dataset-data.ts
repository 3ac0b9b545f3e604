/** A row of the platform's table of entities. Missing values are blank. */
export interface ExpectedEntity {
  readonly entity: number;
  readonly organisationEntity: string;
  readonly reference: string;
  /** WKT. */
  readonly geometry: string;
  readonly point: string;
  /** The other fields as JSON text. */
  readonly json: string;
}

/** A built dataset, and what the platform would answer when asked for the rest. */
export interface DatasetData {
  readonly entities: readonly ExpectedEntity[];
  readonly facts: readonly { readonly fact: string; readonly entity: number }[];
  readonly factResources: readonly { readonly fact: string; readonly resource: string }[];
  /** Planning authority's code to its boundary in WKT. */
  readonly boundaries: ReadonlyMap<string, string>;
  /** Organisation's entity number to the resources it provides now. */
  readonly activeResources: ReadonlyMap<string, readonly string[]>;
  /** Entities of the plan timetable; `undefined` when there is none. */
  readonly planTimetable?: readonly {
    readonly plan: string;
    readonly planEvent: string;
    readonly actualDate: string;
  }[];
  /** YYYY-MM-DD. */
  readonly today: string;
}
