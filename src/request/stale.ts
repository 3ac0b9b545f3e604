import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { RepositoryFiles } from "../repository/files.ts";
import type { RepositoryChange } from "./rows.ts";

/**
 * The state of the configuration repository that a proposal was made against: SHA-256 of every table of its collections,
 * by path. Numbers proposed against one state may be taken in a later one. Source: service/data-team.md 9
 */
export type RepositoryState = ReadonlyMap<string, string>;

/** @param collections those the proposal is about; tables of others are not compared */
export function repositoryState(files: RepositoryFiles, collections: Iterable<string>): RepositoryState {
  const folders = [...collections].flatMap((name) => [`collection/${name}/`, `pipeline/${name}/`]);
  const own = [...files].filter(([path]) => folders.some((folder) => path.startsWith(folder)));
  return new Map(own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => [path, hashOf(text)]));
}

/** A short name of a state, for file names: 12 hex digits, the same for the same tables. */
export function stateName(state: RepositoryState): string {
  return hashOf([...state].map(([path, hash]) => `${path}\n${hash}\n`).join("")).slice(0, 12);
}

/** How a base is called in file names: its commit, else the tables' own name; `unknown-base` when neither is known. */
export function baseName({
  baseCommit,
  base,
}: {
  readonly baseCommit: string;
  readonly base?: RepositoryState;
}): string {
  if (baseCommit !== "") return baseCommit.slice(0, 12);
  return base === undefined || base.size === 0 ? "unknown-base" : stateName(base);
}

/** Paths whose table is another one now, is gone or is new. */
export function changedPaths(before: RepositoryState, now: RepositoryState): string[] {
  const paths = new Set([...before.keys(), ...now.keys()]);
  return [...paths].filter((path) => before.get(path) !== now.get(path)).sort();
}

/** A reference whose proposed number is another one now. */
export interface MovedNumber {
  readonly prefix: string;
  readonly organisation: string;
  readonly reference: string;
  /** `""`: it had none. */
  readonly before: string;
  /** `""`: it gets none any more; it has one now, or there is none left. */
  readonly after: string;
}

/** What moved between two proposals for the same requests. */
export function movedNumbers(
  before: Pick<RepositoryChange, "assigned">,
  after: Pick<RepositoryChange, "assigned">,
): MovedNumber[] {
  const key = (one: RepositoryChange["assigned"][number]) =>
    JSON.stringify([one.prefix, one.organisation, one.reference]);
  const old = new Map(before.assigned.map((one) => [key(one), one]));
  const now = new Map(after.assigned.map((one) => [key(one), one]));
  const all = new Map([...old, ...now]);
  return [...all].flatMap(([id, { prefix, organisation, reference }]) => {
    const [was, is] = [old.get(id)?.entity ?? "", now.get(id)?.entity ?? ""];
    return was === is ? [] : [{ prefix, organisation, reference, before: was, after: is }];
  });
}

/** Whether two proposals say the same in every row, cell and open question. */
export function sameProposal(a: RepositoryChange, b: RepositoryChange): boolean {
  return proposalText(a) === proposalText(b);
}

function proposalText({ added, edits, problems }: RepositoryChange): string {
  const cells = edits.map(({ path, column, before, after, row }) => [path, column, before, after, row]);
  return JSON.stringify([[...added], cells, problems]);
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
