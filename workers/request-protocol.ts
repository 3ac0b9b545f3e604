/** What the page and the request worker say to one another. Types only. */
import type { UnassignedReference } from "../src/repository/assign.ts";
import type { AddRowsRequest } from "../src/request/rows.ts";

export interface DataQuestion {
  readonly request: AddRowsRequest;
  readonly file: Blob;
  /** The repository's tables as far as they are known, by path. */
  readonly repository: ReadonlyMap<string, string>;
}

/** As `RequestDataReply` of src/request/data-check.ts. */
export type DataAnswer =
  | {
      readonly ok: true;
      readonly data: {
        readonly references: ReadonlyMap<string, readonly UnassignedReference[]>;
        readonly withoutReference: number;
        readonly records: number;
        readonly columns: readonly string[];
        readonly hasReference: boolean;
      };
    }
  | { readonly ok: false; readonly message: string };

/** Reads the data of requests with the engine. To cancel: terminate. */
export interface RequestWorker {
  data(question: DataQuestion): Promise<DataAnswer>;
}
