import { findRows } from "../src/reproduce/find-rows.ts";
import { compareModes, rowAccount } from "../src/reproduce/row-account.ts";
import { sameIssue } from "../src/reproduce/same-issue.ts";
import { traceWithoutEdits } from "../src/reproduce/trace-run.ts";
import { openRunOfSession } from "./reproduce-session.ts";
import type { TraceMethods } from "./reproduce-trace-protocol.ts";

/** Rows of the open run and their traces. */
export const traceMethods: TraceMethods = {
  findRows: async (question) => findRows(openRunOfSession(), question),
  trace: (lineNumber) => rowAccount(openRunOfSession(), lineNumber),
  async traceWithoutEdits(lineNumber) {
    const open = openRunOfSession();
    if ((open.request.edits ?? []).length === 0) return undefined;
    const reply = await traceWithoutEdits(open, lineNumber);
    return reply.ok ? reply.trace : undefined;
  },
  compareModes: (lineNumber) => compareModes(openRunOfSession(), lineNumber),
  sameIssue: async (issueType, field) => sameIssue(openRunOfSession(), issueType, field),
  rows: async (query) => openRunOfSession().queries.page(query),
};
