import { runFileName } from "./run-descriptor.ts";
import type { RunFile } from "./run-file.ts";

/** The one command that does a run again from its run file. */
export function runFileCommand(file: RunFile): string {
  const needsResource = file.resource.deflated === undefined;
  return `planning-data-check check --run ${quoted(runFileName(file))}${needsResource ? ` ${quoted(file.resource.name)}` : ""}`;
}

/**
 * The command with everything spelt out, for a run that needs no further files; `undefined` when it has tables, edits or
 * lists of its own, which only a run file carries.
 */
export function plainCommand({ resource, run, configuration, specification }: RunFile): string | undefined {
  if (configuration.tables || configuration.edits || specification.tables) return undefined;
  if (run.columnMapping || run.categoryValues || run.mapsEndpoint) return undefined;
  const options: [string, string | undefined][] = [
    ["dataset", run.dataset],
    ["mode", run.mode],
    ...(run.organisations ?? []).map((organisation): [string, string] => ["organisation", organisation]),
    ...(run.endpoints ?? []).map((endpoint): [string, string] => ["endpoint", endpoint]),
    ["entry-date", run.entryDate],
    ["today", run.today],
    ["transformation", run.transformation],
    ["resource", run.resource],
    ["geometry-type", run.geometryType],
    ["encoding", run.charset],
  ];
  const words = options.flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quoted(value)}`],
  );
  return `planning-data-check check ${quoted(resource.name)} ${words.join(" ")}`;
}

/** As a shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
