import { findRows } from "../src/reproduce/find-rows.ts";
import { compareModes, rowAccount } from "../src/reproduce/row-account.ts";
import { sameIssue } from "../src/reproduce/same-issue.ts";
import { openRunOfSession } from "./reproduce-session.ts";
import type { TraceMethods } from "./reproduce-trace-protocol.ts";

/** Rows of the open run and their traces. */
export const traceMethods: TraceMethods = {
  findRows: async (question) => findRows(openRunOfSession(), question),
  trace: (lineNumber) => rowAccount(openRunOfSession(), lineNumber),
  compareModes: (lineNumber) => compareModes(openRunOfSession(), lineNumber),
  sameIssue: async (issueType, field) => sameIssue(openRunOfSession(), issueType, field),
  rows: async (query) => openRunOfSession().queries.page(query),
};
