import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { strToU8, type Zippable, zipSync } from "fflate";
import { changeManifest, manifestText } from "../request/manifest.ts";
import type { RepositoryChange } from "../request/rows.ts";
import { addedRowFiles, type ChangeOrigin } from "../request/rows-archive.ts";

/** A decision about entities as files to hand over. */
export interface ChangeFilesInput {
  readonly change: RepositoryChange;
  readonly origin: ChangeOrigin;
  readonly dataset: string;
  /** What people call the resource, and its SHA-256. */
  readonly name: string;
  readonly resource: string;
  /** Only the new rows, each file with its header, instead of the whole files. */
  readonly onlyNew?: boolean;
}

/**
 * A zip for the configuration repository: the changed files, manifest.json, which `apply` lays on a newer checkout, and
 * README.txt. The same input gives the same bytes.
 */
export function entityChangeZip(input: ChangeFilesInput): Uint8Array {
  const { change, origin, onlyNew } = input;
  const own = onlyNew
    ? addedRowFiles(change)
    : [...change.changed].map(([path, { after }]): [string, string] => [path, after]);
  const manifest = changeManifest({ change, requests: [], origin }, hashOf);
  const files: [string, string][] = [
    ...own,
    ["README.txt", readme(input)],
    ["manifest.json", manifestText(manifest)],
  ];
  // A fixed time, as local calendar fields: the zip format keeps no time zone, so the bytes are the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const zip: Zippable = {};
  for (const [path, text] of files.sort(([a], [b]) => (a < b ? -1 : 1))) {
    zip[path] = [strToU8(text), { mtime, level: 9, os: 0 }];
  }
  return zipSync(zip);
}

function readme({ change, origin, dataset, name, resource }: ChangeFilesInput): string {
  const lines = [
    `Entities of ${dataset}`,
    "",
    `From ${name} (${resource}).`,
    `${change.assigned.length} numbers proposed, ${change.rowsAdded} rows added, ${change.edits.length} cells changed.`,
    "",
    ...section(
      "To decide before this is merged",
      change.problems.map(({ message }) => message),
    ),
    ...section(
      "Notes",
      change.notes.map(({ message }) => message),
    ),
    ...section("Files", [...change.changed.keys()]),
    `Made on ${origin.today} by planning-data-check ${origin.tool} against ${origin.configuration}, specification ${origin.specification}.`,
    "The numbers are proposals: somebody else may take them first. planning-data-check apply refuses them then.",
    "",
  ];
  return lines.join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`), ""];
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
