import type { RunToOpen } from "../../../workers/reproduce-protocol.ts";
import { inflatedBytes } from "../../reproduce/deflated.ts";
import type { RunFile } from "../../reproduce/run-file.ts";

/**
 * The run that a run file tells of, ready to be done; `undefined` when the resource is not in the file and is not given.
 */
export function rebuiltRun(file: RunFile, resource?: Blob): RunToOpen | undefined {
  const blob = resource ?? embeddedResource(file);
  if (!blob) return undefined;
  const { label, tables, edits } = file.configuration;
  return {
    file: blob,
    name: file.resource.name,
    choices: file.run,
    from: file,
    ...(file.resource.url === undefined ? {} : { url: file.resource.url }),
    ...(tables ? { configuration: { label, files: inflatedTables(tables) } } : {}),
    ...(edits ? { edits } : {}),
  };
}

function embeddedResource({ resource }: RunFile): Blob | undefined {
  const bytes = resource.deflated === undefined ? undefined : inflatedBytes(resource.deflated);
  return bytes && new Blob([new Uint8Array(bytes)]);
}

/** A table that is damaged is taken as empty: the hash then says that it is not the same. */
function inflatedTables(tables: Readonly<Record<string, string>>): Record<string, string> {
  const files: Record<string, string> = {};
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (const [file, text] of Object.entries(tables)) files[file] = decoder.decode(inflatedBytes(text));
  return files;
}
