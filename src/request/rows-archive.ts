import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { strToU8, type Zippable, zipSync } from "fflate";
import { unifiedDiff } from "../repository/unified-diff.ts";
import { pullRequestText } from "./pull-request-text.ts";
import { requestReference } from "./reference.ts";
import type { RepositoryChange, RequestWithData } from "./rows.ts";

/** What the rows were made against and with. */
export interface ChangeOrigin {
  /** Commit of the configuration repository; `""` when it is not known. */
  readonly baseCommit: string;
  /** Versions of this tool, the specification and the configuration, for people. */
  readonly tool: string;
  readonly specification: string;
  readonly configuration: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface ArchiveInput {
  readonly change: RepositoryChange;
  readonly requests: readonly RequestWithData[];
  readonly origin: ChangeOrigin;
}

/**
 * A zip that can be unpacked over the configuration repository: the complete changed files at their paths, manifest.json
 * (hashes before and after) and README.txt (the pull request's text). The same input gives the same bytes.
 */
export function changeArchive(input: ArchiveInput): Uint8Array {
  const files: [string, string][] = [...input.change.changed].map(([path, { after }]) => [path, after]);
  return archive([...files, ["README.txt", pullRequestText(input)], ["manifest.json", manifest(input)]]);
}

/** A zip of only the new rows, each file with its header, for somebody who has the repository. */
export function addedRowsArchive(input: ArchiveInput): Uint8Array {
  return archive([
    ...input.change.added,
    ["README.txt", pullRequestText(input)],
    ["manifest.json", manifest(input)],
  ]);
}

/** All changed files as one patch for `git apply`. */
export function changePatch(change: RepositoryChange): string {
  return [...change.changed].map(([path, { before, after }]) => unifiedDiff(path, before, after)).join("");
}

/** A name for the archive that says which state of the repository it was made against. */
export function archiveName({ requests, origin }: ArchiveInput): string {
  const [first] = requests;
  const reference = first ? requestReference(first.request.idempotencyKey).toLowerCase() : "no-request";
  const more = requests.length > 1 ? `-and-${requests.length - 1}-more` : "";
  const base = origin.baseCommit === "" ? "unknown-base" : origin.baseCommit.slice(0, 12);
  return `${reference}${more}-on-${base}.zip`;
}

function manifest({ change, requests, origin }: ArchiveInput): string {
  const files = [...change.changed].map(([path, { before, after }]) => ({
    path,
    ...(before === undefined ? {} : { before: hashOf(before) }),
    after: hashOf(after),
  }));
  const json = {
    schema: "planning-data-check/changes",
    version: 1,
    base: { commit: origin.baseCommit, configuration: origin.configuration },
    tool: origin.tool,
    specification: origin.specification,
    date: origin.today,
    requests: requests.map(({ request }) => requestReference(request.idempotencyKey)),
    counts: {
      files: files.length,
      rowsAdded: change.rowsAdded,
      cellsChanged: change.edits.length,
      entitiesProposed: change.assigned.length,
      problems: change.problems.length,
    },
    problems: change.problems,
    files,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function archive(files: readonly (readonly [string, string])[]): Uint8Array {
  // A fixed time, as local calendar fields: the zip format keeps no time zone, so the bytes are the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const zip: Zippable = {};
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    zip[path] = [strToU8(text), { mtime, level: 9, os: 0 }];
  }
  return zipSync(zip);
}
