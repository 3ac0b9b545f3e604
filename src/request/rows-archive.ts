import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { strToU8, type Zippable, zipSync } from "fflate";
import { csvText } from "../csv/write.ts";
import type { RowOrder } from "../repository/change-set.ts";
import { unifiedDiff } from "../repository/unified-diff.ts";
import { changeManifest, manifestText } from "./manifest.ts";
import { pullRequestText } from "./pull-request-text.ts";
import { requestReference } from "./reference.ts";
import type { RepositoryChange, RequestWithData } from "./rows.ts";
import { baseName, type RepositoryState } from "./stale.ts";

/** What the rows were made against and with. */
export interface ChangeOrigin {
  /** Commit of the configuration repository; `""` when it is not known. */
  readonly baseCommit: string;
  /** The tables it was made against; absent: not known. */
  readonly base?: RepositoryState;
  /** False: it could not be asked whether there is a newer state. Said in the manifest and the pull request. */
  readonly comparedWithNewest?: boolean;
  /** How new rows stand in the files. */
  readonly order?: RowOrder;
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
  /** Name for many requests together, for example the import's; absent: the first one's reference. */
  readonly name?: string;
}

/**
 * A zip that can be unpacked over the configuration repository: the complete changed files at their paths, manifest.json
 * (hashes before and after, rows, cells) and README.txt (the pull request's text). The same input gives the same bytes.
 */
export function changeArchive(input: ArchiveInput): Uint8Array {
  const files: [string, string][] = [...input.change.changed].map(([path, { after }]) => [path, after]);
  return archive([...files, ...papers(input)]);
}

/**
 * A zip of only the new rows, each file with its header, for somebody who has the repository. Cells that change in rows
 * that are there are listed in changed-cells.csv.
 */
export function addedRowsArchive(input: ArchiveInput): Uint8Array {
  return archive([...addedRowFiles(input.change), ...papers(input)]);
}

/** The files of `addedRowsArchive`, without manifest and README. */
export function addedRowFiles(change: RepositoryChange): [string, string][] {
  const added = [...change.added].map(([path, text]): [string, string] => [path, text]);
  if (change.edits.length === 0) return added;
  const columns = ["path", "line", "key", "column", "before", "after"];
  const cells = change.edits.map(
    ({ path, line, column, before, after, row }) =>
      new Map([
        ["path", path],
        ["line", String(line)],
        ["key", Object.values(row)[0] ?? ""],
        ["column", column],
        ["before", before],
        ["after", after],
      ]),
  );
  return [...added, ["changed-cells.csv", csvText(columns, cells)]];
}

/** All changed files as one patch for `git apply`. */
export function changePatch(change: RepositoryChange): string {
  return [...change.changed].map(([path, { before, after }]) => unifiedDiff(path, before, after)).join("");
}

/** A name for the archive that says which state of the repository it was made against. */
export function archiveName({ requests, origin, name }: ArchiveInput): string {
  const [first] = requests;
  const reference = first ? requestReference(first.request.idempotencyKey).toLowerCase() : "no-request";
  const more = requests.length > 1 ? `-and-${requests.length - 1}-more` : "";
  return `${name ?? reference + more}-on-${baseName(origin)}.zip`;
}

/** README.txt and manifest.json; retire.csv, as the command takes it, when endpoints are retired. */
export function papers(input: ArchiveInput): [string, string][] {
  const columns = ["collection", "endpoint", "source"];
  const { retired } = input.change;
  const list = csvText(
    columns,
    retired.map((one) => new Map(Object.entries(one))),
  );
  return [
    ...(retired.length > 0 ? [["retire.csv", list] satisfies [string, string]] : []),
    ["README.txt", pullRequestText(input)],
    ["manifest.json", manifestText(changeManifest(input, hashOf))],
  ];
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
