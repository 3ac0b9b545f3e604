/** What the page asks about entities, and about the smallest input. Types only. */
import type { DuplicateCandidate } from "../src/entities/duplicates.ts";
import type { EntityRow } from "../src/entities/entity-table.ts";
import type { SafetyWarning } from "../src/entities/safety-checks.ts";

export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** What the entities are compared with. */
export interface EntityQuestion {
  /** Entities of the platform: CSV, GeoJSON or JSON. */
  readonly extract?: NamedBlob;
  /** What the same endpoint gave before. */
  readonly previous?: NamedBlob;
  /** A zip of a newer state of the configuration repository, in place of the run's tables. */
  readonly newer?: NamedBlob;
  readonly duplicates: "shapes" | "fields" | "none";
  /** Duplicates are looked for among Historic England's entities too. */
  readonly historicEngland: boolean;
}

/** A row of the table, without its fields; long values cut. */
export type EntityRowView = Omit<EntityRow, "fields" | "prefix">;

export interface EntitiesView {
  readonly rows: readonly EntityRowView[];
  readonly candidates: readonly DuplicateCandidate[];
  readonly warnings: readonly SafetyWarning[];
  /** What was compared with; absent: no extract was given. */
  readonly extract?: {
    readonly name: string;
    readonly entities: number;
    /** Of these organisations and this dataset. */
    readonly own: number;
    readonly complete: "yes" | "no" | "unknown";
    readonly total?: number;
    readonly latestEntryDate: string;
    readonly qualities: readonly string[];
  };
  readonly organisations: readonly string[];
  /** The tables the numbers are proposed against, for people. */
  readonly configuration: string;
  /** False: lookup.csv of the collection is not at hand, so no number can be proposed. */
  readonly hasLookups: boolean;
  readonly isGeography: boolean;
  /** Numbers that are others against the newer tables. */
  readonly moved: readonly { readonly reference: string; readonly before: string; readonly after: string }[];
}

export type EntitiesReply =
  | { readonly ok: true; readonly view: EntitiesView }
  | { readonly ok: false; readonly detail: string };

/** What somebody decided on the page. */
export interface EntityChoice {
  /** Rows that get no number, by key; all others that can have one do. */
  readonly excluded: readonly string[];
  readonly redirects: readonly { readonly oldEntity: string; readonly key: string; readonly notes: string }[];
  readonly removals: readonly { readonly entity: string; readonly notes: string }[];
  readonly authoritative: boolean;
}

export interface ProposalView {
  /** Proposed number by row. */
  readonly numbers: readonly (readonly [key: string, entity: string])[];
  /** New rows by file. */
  readonly added: readonly { readonly file: string; readonly rows: number }[];
  readonly cellsChanged: number;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

export interface EntityFiles {
  readonly zip: Blob;
  readonly added: Blob;
  readonly patch: string;
}

export interface EntityMethods {
  /** Makes the table anew; the other two are about the last one. */
  entities(question: EntityQuestion): Promise<EntitiesReply>;
  entityProposal(choice: EntityChoice): Promise<ProposalView>;
  entityFiles(choice: EntityChoice): Promise<EntityFiles>;
}

export type SmallestReply =
  | {
      readonly ok: true;
      readonly file: Blob;
      readonly extension: string;
      /** Record numbers in the whole file, header = 1. */
      readonly lines: readonly number[];
      readonly asPublished: boolean;
      /** More rows than a reproduction file should have. */
      readonly tooMany: boolean;
    }
  | { readonly ok: false; readonly detail: string };

export interface ReduceMethods {
  /** The smallest part of the open run's resource that still shows an issue. */
  smallest(type: string, field: string | undefined): Promise<SmallestReply>;
}
