/**
 * manifest.json of a download: what it was made against and everything it changes, so that it can be laid on a newer
 * state of the repository (`apply`). Source: service/data-team.md 9, 10
 */
import { z } from "zod";
import { requestReference } from "./reference.ts";
import type { ArchiveInput } from "./rows-archive.ts";

const problem = z.object({ request: z.string(), message: z.string() });

export const manifestSchema = z.object({
  schema: z.literal("planning-data-check/changes"),
  version: z.literal(2),
  base: z.object({
    commit: z.string(),
    configuration: z.string(),
    /** Whether the newest state that could be had was compared when this was made. */
    comparedWithNewest: z.boolean(),
    /** Path to SHA-256 of every table that was read. */
    files: z.record(z.string(), z.string()),
  }),
  tool: z.string(),
  specification: z.string(),
  date: z.string(),
  order: z.enum(["canonical", "append"]),
  requests: z.array(z.string()),
  counts: z.object({
    files: z.number(),
    rowsAdded: z.number(),
    cellsChanged: z.number(),
    entitiesProposed: z.number(),
    problems: z.number(),
  }),
  problems: z.array(problem),
  notes: z.array(problem),
  /** SHA-256 before (absent: a new file) and after. */
  files: z.array(z.object({ path: z.string(), before: z.string().optional(), after: z.string() })),
  /** The new rows. */
  rows: z.array(
    z.object({ path: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  ),
  /** Cells of rows that are there, with the row as it was. */
  cells: z.array(
    z.object({
      path: z.string(),
      column: z.string(),
      before: z.string(),
      after: z.string(),
      row: z.record(z.string(), z.string()),
    }),
  ),
  /** Numbers that new lookup rows share on purpose. */
  sharedEntities: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** @param hashOf SHA-256 hex of a text's UTF-8 bytes */
export function changeManifest(
  { change, requests, origin }: ArchiveInput,
  hashOf: (text: string) => string,
): Manifest {
  const files = [...change.changed].map(([path, { before, after }]) => ({
    path,
    ...(before === undefined ? {} : { before: hashOf(before) }),
    after: hashOf(after),
  }));
  return {
    schema: "planning-data-check/changes",
    version: 2,
    base: {
      commit: origin.baseCommit,
      configuration: origin.configuration,
      comparedWithNewest: origin.comparedWithNewest ?? false,
      files: Object.fromEntries(origin.base ?? []),
    },
    tool: origin.tool,
    specification: origin.specification,
    date: origin.today,
    order: origin.order ?? "canonical",
    requests: requests.map(({ request, label }) => label ?? requestReference(request.idempotencyKey)),
    counts: {
      files: files.length,
      rowsAdded: change.rowsAdded,
      cellsChanged: change.edits.length,
      entitiesProposed: change.assigned.length,
      problems: change.problems.length,
    },
    problems: [...change.problems],
    notes: [...change.notes],
    files,
    rows: [...change.addedRows].map(([path, { columns, rows }]) => ({
      path,
      columns: [...columns],
      rows: rows.map((row) => [...row]),
    })),
    cells: change.edits.map(({ path, column, before, after, row }) => ({
      path,
      column,
      before,
      after,
      row: { ...row },
    })),
    sharedEntities: [...change.sharedEntities],
  };
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

export type ManifestReply =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problem: string };

/** Reads manifest.json from text of unknown make. */
export function readManifest(text: string): ManifestReply {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: "manifest.json is not JSON" };
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return { ok: true, manifest: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problem: `manifest.json: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}` };
}
