import type { RowOrder } from "../../repository/change-set.ts";
import type { RepositoryFiles } from "../../repository/files.ts";
import { changedFiles, type RepositoryChange, type RequestWithData } from "../../request/rows.ts";
import type { ArchiveInput } from "../../request/rows-archive.ts";
import { changedPaths, type RepositoryState, repositoryState, sameProposal } from "../../request/stale.ts";
import { otherProposals, readProposal, type StoredProposal, saveProposal } from "../../store/proposals.ts";
import { appVersion } from "../version.ts";
import { newestTables, type RepositoryBase, tablesHere } from "./repository-base.ts";
import { loadRequestTables, today } from "./request-tables.ts";

/** Whose rows are proposed: one request, or the rows of an import. */
export interface Subject {
  /** Idempotency key, or the import's id. */
  readonly id: string;
  readonly label: string;
  /** Name of the download for many; absent: the request's reference. */
  readonly name?: string;
  readonly collections: readonly string[];
  /** The requests, with what their data tells against this repository. */
  readonly requests: (repository: RepositoryFiles) => Promise<RequestWithData[]>;
}

/** Rows as they would be written now, and all that is needed to tell later whether they still would be. */
export interface Proposal {
  readonly change: RepositoryChange;
  readonly requests: readonly RequestWithData[];
  readonly base: RepositoryBase;
  readonly state: RepositoryState;
  /** False: the server could not be asked whether it has newer tables. */
  readonly comparedWithNewest: boolean;
  /** Other requests of this computer whose downloaded numbers are left out. */
  readonly elsewhere: readonly StoredProposal[];
  readonly order: RowOrder;
}

/**
 * Proposes rows against the newest state that can be had: the dropped repository, or the tables the server has now, or
 * without a connection those of this page. Numbers downloaded for other requests on this computer are left out, and with
 * a dropped repository also those that the server's tables know to be taken.
 */
export async function propose(
  subject: Subject,
  dropped: RepositoryBase | undefined,
  order: RowOrder,
): Promise<Proposal> {
  const { specification } = await loadRequestTables();
  const newest = await newestTables(subject.collections);
  const base = dropped ?? {
    kind: "tool",
    files: newest ?? (await tablesHere(subject.collections)),
    label: "the tables of this tool",
  };
  const elsewhere = await otherProposals(subject.id).catch(() => []);
  const requests = await subject.requests(base.files);
  const change = changedFiles({
    requests,
    repository: base.files,
    order,
    today: today(),
    specification,
    reserved: reservedNumbers(subject.collections, elsewhere, dropped ? newest : undefined),
  });
  const state = repositoryState(base.files, subject.collections);
  const own = elsewhere.filter(({ entities }) =>
    subject.collections.some((collection) => (entities[collection]?.length ?? 0) > 0),
  );
  return { change, requests, base, state, comparedWithNewest: newest !== undefined, elsewhere: own, order };
}

function reservedNumbers(
  collections: readonly string[],
  elsewhere: readonly StoredProposal[],
  newest: RepositoryFiles | undefined,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    collections.map((collection) => {
      const promised = elsewhere.flatMap(({ entities }) => entities[collection] ?? []);
      const known = ["lookup.csv", "old-entity.csv"].flatMap(
        (file) =>
          // Numbers stand alone between commas; what else is a number there does no harm.
          newest?.get(`pipeline/${collection}/${file}`)?.match(/(?<=^|,)[1-9]\d{3,}(?=,|\r?$)/gm) ?? [],
      );
      return [collection, [...promised, ...known]] as const;
    }),
  );
}

/** What is not as it was shown: tables that changed, or rows; empty when nothing did. */
export function differsFrom(
  shown: Proposal,
  now: Proposal,
): { readonly paths: readonly string[]; readonly rows: boolean } {
  return { paths: changedPaths(shown.state, now.state), rows: !sameProposal(shown.change, now.change) };
}

/** The proposal for the archive. */
export function archiveInput(subject: Subject, proposal: Proposal): ArchiveInput {
  const { change, requests, base, state, comparedWithNewest, order } = proposal;
  const [first] = requests;
  const evidence = first?.request.kind === "add" ? first.request.evidence : undefined;
  return {
    change,
    requests,
    origin: {
      baseCommit: "",
      base: state,
      comparedWithNewest,
      order,
      tool: appVersion,
      specification: evidence?.specification ?? "",
      configuration: base.label,
      today: today(),
    },
    ...(subject.name === undefined ? {} : { name: subject.name }),
  };
}

/** Remembers the numbers that were downloaded, so that no other request on this computer proposes them. */
export async function rememberNumbers(subject: Subject, { change }: Proposal): Promise<void> {
  const entities: Record<string, string[]> = {};
  for (const [path, { columns, rows }] of change.addedRows) {
    const [, collection = "", file] = path.split("/");
    if (file !== "lookup.csv") continue;
    entities[collection] = rows.map((row) => row[columns.indexOf("entity")] ?? "");
  }
  try {
    const before = await readProposal(subject.id);
    await saveProposal({
      ...before,
      id: subject.id,
      label: subject.label,
      entities,
      at: new Date().toISOString(),
    });
  } catch {
    // A browser that keeps nothing: then no other request of this computer is kept either.
  }
}
