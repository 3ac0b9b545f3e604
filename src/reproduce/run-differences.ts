import type { RunFile } from "./run-file.ts";

/** One thing in which a run differs from the run file it came from: first what went in, then what came out. */
export interface RunDifference {
  readonly kind: "input" | "output";
  /** In plain words: "Resource", "Configuration", "issue.csv". */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** What differs between a run file and the run made of it; nothing when it was reproduced exactly. */
export function runDifferences(expected: RunFile, found: RunFile): RunDifference[] {
  const differences: RunDifference[] = [];
  const compare = (kind: RunDifference["kind"], what: string, before: string, after: string) => {
    if (before !== after) differences.push({ kind, what, expected: before, found: after });
  };
  compare("input", "Resource", expected.resource.sha256, found.resource.sha256);
  compare("input", "Configuration", named(expected.configuration), named(found.configuration));
  compare("input", "Changes to the configuration", edits(expected), edits(found));
  // A run file written by hand may leave open which versions of the public tables it means.
  for (const [what, member] of [
    ["Specification", "specification"],
    ["Organisations", "organisations"],
  ] as const) {
    if (expected[member].hash !== "") compare("input", what, named(expected[member]), named(found[member]));
  }
  if (expected.specification.hash !== "")
    compare("input", "Allowed values of fields", expected.categoryValues, found.categoryValues);
  for (const key of choiceKeys) {
    compare("input", choiceWords[key], text(expected.run[key]), text(found.run[key]));
  }
  if (expected.tool.version !== "") compare("input", "Version of this tool", toolOf(expected), toolOf(found));
  if (!expected.expected || !found.expected) return differences;
  const { tables: tablesBefore, ...before } = expected.expected;
  const { tables: tablesAfter, ...after } = found.expected;
  compare("output", "How the run ended", before.outcome, after.outcome);
  compare("output", "Entries", String(before.entries), String(after.entries));
  compare("output", "Issues", String(before.issues), String(after.issues));
  compare("output", "Facts", String(before.facts), String(after.facts));
  for (const name of new Set([...Object.keys(tablesBefore), ...Object.keys(tablesAfter)])) {
    compare("output", name, tablesBefore[name] ?? "none", tablesAfter[name] ?? "none");
  }
  return differences;
}

/** How a run compares with the run file it came from, in a sentence. */
export function reproducedWords(expected: RunFile, differences: readonly RunDifference[]): string {
  const outputs = differences.filter(({ kind }) => kind === "output").length;
  const inputs = differences.length - outputs;
  if (!expected.expected) {
    return inputs === 0
      ? "The same went in as the run file says. It does not say what came out then."
      : `Not the same went in as the run file says: ${inputs} ${inputs === 1 ? "thing differs" : "things differ"}.`;
  }
  if (differences.length === 0)
    return "Reproduced exactly: the same inputs, and the same hashes of what came out.";
  if (outputs === 0)
    return `The same came out, though ${inputs === 1 ? "one input differs" : `${inputs} inputs differ`}.`;
  return `Not the same came out: ${inputs === 0 ? "the inputs are the same, so it is a fault of this tool" : "the inputs that differ are named first"}.`;
}

/** Whether the same came out; of a run file that does not say what came out, whether the same went in. */
export function isReproduced(expected: RunFile, differences: readonly RunDifference[]): boolean {
  return expected.expected ? differences.every(({ kind }) => kind === "input") : differences.length === 0;
}

const choiceWords = {
  dataset: "Dataset",
  mode: "Mode",
  resource: "Name of the resource",
  organisations: "Organisations of the run",
  endpoints: "Endpoints",
  entryDate: "Entry date",
  today: "Day to run as",
  transformation: "Transformation",
  columnMapping: "Column mapping",
  mapsEndpoint: "Mapping for the endpoint",
  geometryType: "Geometry type",
  categoryValues: "Allowed values given",
  charset: "Character set",
} as const satisfies Record<keyof RunFile["run"], string>;

const choiceKeys = Object.keys(choiceWords).filter(
  (key): key is keyof typeof choiceWords => key in choiceWords,
);

/** Two versions are one when their hashes are; the label is for people. */
function named({ label, hash }: { readonly label: string; readonly hash: string }): string {
  return hash === "" ? label : `${hash.slice(0, 12)}`;
}

function edits({ configuration }: RunFile): string {
  return text(configuration.edits);
}

function text(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function toolOf({ tool }: RunFile): string {
  return `${tool.version} (${tool.parity})`;
}
