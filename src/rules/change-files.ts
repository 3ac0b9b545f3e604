import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { strToU8, type Zippable, zipSync } from "fflate";
import { unifiedDiff } from "../repository/unified-diff.ts";
import { editWords, type RuleEdit } from "./edit.ts";
import type { FixResult } from "./fix-result.ts";
import type { EditedConfiguration } from "./lay-edits.ts";

/** What a change of configuration is handed over with. */
export interface ChangeContext {
  readonly collection: string;
  readonly dataset: string;
  /** What people call the resource, and its SHA-256. */
  readonly name: string;
  readonly sha256: string;
  /** Label and hash of the tables before the change. */
  readonly configuration: string;
  readonly configurationHash: string;
  /** Version of this tool, and the specification's date. */
  readonly tool: string;
  readonly specification: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly mode: string;
  readonly edits: readonly RuleEdit[];
  /** One sentence: why; `""` when nobody said. */
  readonly cause: string;
  /** What the publisher should correct; `""` for nothing. */
  readonly publisher: string;
  /** Link that shows the same run with the change; absent when it is too long. */
  readonly link?: string;
}

/** The changed tables at their repository paths. */
export function changedPaths(
  { changed }: EditedConfiguration,
  collection: string,
): [path: string, { readonly before: string | undefined; readonly after: string }][] {
  return [...changed]
    .map(([file, texts]): [string, { before: string | undefined; after: string }] => [
      `pipeline/${collection}/${file}`,
      texts,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** All changes as one patch for `git apply`. */
export function changePatch(edited: EditedConfiguration, collection: string): string {
  return changedPaths(edited, collection)
    .map(([path, { before, after }]) => unifiedDiff(path, before, after))
    .join("");
}

/**
 * A zip to unpack over the configuration repository: the changed tables complete, manifest.json with the hashes before and
 * after, README.txt with the text for the ticket. The same input gives the same bytes.
 */
export function changeZip(
  edited: EditedConfiguration,
  context: ChangeContext,
  result: FixResult,
): Uint8Array {
  const paths = changedPaths(edited, context.collection);
  const manifest = {
    schema: "planning-data-check/configuration-change",
    version: 1,
    base: { configuration: context.configuration, hash: context.configurationHash },
    tool: context.tool,
    specification: context.specification,
    date: context.today,
    resource: { name: context.name, sha256: context.sha256 },
    dataset: context.dataset,
    mode: context.mode,
    edits: context.edits,
    result: { before: result.before, after: result.after },
    files: paths.map(([path, { before, after }]) => ({
      path,
      ...(before === undefined ? {} : { before: hashOf(before) }),
      after: hashOf(after),
    })),
  };
  const files: [string, string][] = [
    ...paths.map(([path, { after }]): [string, string] => [path, after]),
    ["README.txt", ticketText(edited, context, result)],
    ["manifest.json", `${JSON.stringify(manifest, undefined, 2)}\n`],
  ];
  // A fixed time, as local calendar fields: the zip format keeps no time zone, so the bytes are the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const zip: Zippable = {};
  for (const [path, text] of files.sort(([a], [b]) => (a < b ? -1 : 1))) {
    zip[path] = [strToU8(text), { mtime, level: 9, os: 0 }];
  }
  return zipSync(zip);
}

/** How many differences a ticket names; the rest is counted. */
const shownDifferences = 20;

/** The text for the ticket: what is changed and why, what it does, rows and hashes. */
export function ticketText(edited: EditedConfiguration, context: ChangeContext, result: FixResult): string {
  const rowsBefore = result.before.published;
  const rowsAfter = result.after.published;
  const lines = [
    `Configuration change for ${context.dataset}`,
    "",
    ...(context.cause === "" ? [] : [`Cause: ${context.cause}`, ""]),
    "Change:",
    ...context.edits.map((edit) => `- ${editWords(edit)}`),
    "",
    `Before: ${count(result.before.issues, "issue")}, ${count(result.before.facts, "fact")}, ${rowsBefore} of ${count(result.before.rows, "row")} published.`,
    `After: ${count(result.after.issues, "issue")}, ${count(result.after.facts, "fact")}, ${rowsAfter} of ${count(result.after.rows, "row")} published.`,
    ...(result.failure === undefined ? [] : [`The pipeline stops with the change: ${result.failure}`]),
    "",
    ...listed("Issues gone", result.issuesGone.map(issueWords)),
    ...listed("Issues new", result.issuesNew.map(issueWords)),
    ...listed(
      "Facts",
      result.facts.map(
        ({ lineNumber, entity, field, before, after }) =>
          `line ${lineNumber}${entity === "" ? "" : `, entity ${entity}`}, ${field}: ${short(before)} -> ${short(after)}`,
      ),
    ),
    ...(context.publisher === "" ? [] : [`The publisher should: ${context.publisher}.`, ""]),
    "Made with:",
    `- resource ${context.name}, SHA-256 ${context.sha256}`,
    `- configuration ${context.configuration}${context.configurationHash === "" ? "" : `, hash ${context.configurationHash}`}`,
    `- specification ${context.specification}; mode ${context.mode}; as of ${context.today}; planning-data-check ${context.tool}`,
    ...(context.link === undefined ? [] : [`- the same run: ${context.link}`]),
    "",
    "Files:",
    ...changedPaths(edited, context.collection).map(
      ([path, { before, after }]) =>
        `- ${path}: SHA-256 ${before === undefined ? "(new)" : hashOf(before)} -> ${hashOf(after)}`,
    ),
    "",
  ];
  return lines.join("\n");
}

function listed(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [`${title}: none`, ""];
  const more = items.length - shownDifferences;
  return [
    `${title}: ${items.length}`,
    ...items.slice(0, shownDifferences).map((item) => `- ${item}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
  ];
}

function issueWords({ issueType, field, value, lineNumber }: FixResult["issuesGone"][number]): string {
  return `line ${lineNumber}, ${field}: ${issueType}${value === "" ? "" : ` (${short(value)})`}`;
}

function short(text: string | undefined): string {
  if (text === undefined) return "(none)";
  if (text === "") return "(blank)";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
