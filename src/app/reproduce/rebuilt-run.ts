import type { RunToOpen } from "../../../workers/reproduce-protocol.ts";
import { inflatedBytes } from "../../reproduce/deflated.ts";
import type { RunFile } from "../../reproduce/run-file.ts";
import { givenSpecification, givenTables } from "../../reproduce/run-tables.ts";

/**
 * The run that a run file tells of, ready to be done; `undefined` when the resource is not in the file and is not given.
 */
export function rebuiltRun(file: RunFile, resource?: Blob): RunToOpen | undefined {
  const blob = resource ?? embeddedResource(file);
  if (!blob) return undefined;
  const { edits } = file.configuration;
  const tables = givenTables(file);
  const specification = givenSpecification(file);
  return {
    file: blob,
    name: file.resource.name,
    choices: file.run,
    from: file,
    ...(file.resource.url === undefined ? {} : { url: file.resource.url }),
    ...(tables ? { configuration: { ...tables, files: Object.fromEntries(tables.files) } } : {}),
    ...(specification
      ? { specification: { ...specification, files: Object.fromEntries(specification.files) } }
      : {}),
    ...(edits ? { edits } : {}),
  };
}

function embeddedResource({ resource }: RunFile): Blob | undefined {
  const bytes = resource.deflated === undefined ? undefined : inflatedBytes(resource.deflated);
  return bytes && new Blob([new Uint8Array(bytes)]);
}
