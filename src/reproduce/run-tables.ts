import { inflatedBytes } from "./deflated.ts";
import type { GivenTables } from "./open-run.ts";
import type { RunFile } from "./run-file.ts";

/**
 * The configuration tables in a run file; `undefined` when it ran with the bundle's. A table that is damaged is taken as
 * empty: the hash then says that it is not the same.
 */
export function givenTables({ configuration }: RunFile): GivenTables | undefined {
  return inflated(configuration);
}

/** The specification tables in a run file; `undefined` when it ran with the bundle's. */
export function givenSpecification({ specification }: RunFile): GivenTables | undefined {
  return inflated(specification);
}

function inflated({ label, tables, folderHash }: RunFile["specification"]): GivenTables | undefined {
  if (!tables) return undefined;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const text = (table: string) => decoder.decode(inflatedBytes(table) ?? new Uint8Array());
  return {
    label,
    files: new Map(Object.entries(tables).map(([file, table]) => [file, text(table)])),
    ...(folderHash === undefined ? {} : { folderHash }),
  };
}
