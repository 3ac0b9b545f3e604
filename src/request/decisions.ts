/**
 * What the data team decides about the numbers of a request, beyond what the publisher answers: kept with the rows page,
 * given to the command line as a file. Source: service/data-team.md 5.3, 6.2
 */
import { z } from "zod";

const entity = z.string().regex(/^[1-9]\d*$/, "An entity number is written with digits only");
const text = (most: number) => z.string().trim().max(most);

export const decisionsSchema = z.object({
  /** References that get no number now. */
  excludedReferences: z.array(text(1000)).max(100_000).default([]),
  /** References that take a number that is there: the same real thing under another name. */
  useNumbers: z
    .array(z.object({ dataset: text(100).min(1), reference: text(1000).min(1), entity }))
    .max(10_000)
    .default([]),
  /** Numbers that move to another number, or to the number a new reference gets. */
  redirects: z
    .array(
      z.object({
        oldEntity: entity,
        entity: entity.optional(),
        reference: text(1000).optional(),
        notes: text(1000).default(""),
      }),
    )
    .max(10_000)
    .default([]),
  /** Numbers that were given in error. */
  removals: z
    .array(z.object({ entity, notes: text(1000).default("") }))
    .max(10_000)
    .default([]),
  /** Downloaded files that are not used. */
  resources: z
    .array(
      z.object({
        resource: z.string().regex(/^[0-9a-f]{64}$/, "A resource's name is 64 characters, 0-9 and a-f"),
        notes: text(1000).default(""),
      }),
    )
    .max(1000)
    .default([]),
});

export type Decisions = z.infer<typeof decisionsSchema>;

export const noDecisions: Decisions = {
  excludedReferences: [],
  useNumbers: [],
  redirects: [],
  removals: [],
  resources: [],
};

export type DecisionsReply =
  | { readonly ok: true; readonly decisions: Decisions }
  | { readonly ok: false; readonly problem: string };

/** Reads decisions from JSON of unknown make. */
export function readDecisions(json: unknown): DecisionsReply {
  const parsed = decisionsSchema.safeParse(json);
  if (parsed.success) return { ok: true, decisions: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problem: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not understood"}` };
}
