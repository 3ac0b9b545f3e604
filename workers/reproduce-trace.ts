import { findRows } from "../src/reproduce/find-rows.ts";
import { traceInMode } from "../src/reproduce/trace-run.ts";
import { openRunOfSession } from "./reproduce-session.ts";
import type { TraceMethods } from "./reproduce-trace-protocol.ts";

/** Rows of the open run and their traces. */
export const traceMethods: TraceMethods = {
  findRows: async (question) => findRows(openRunOfSession(), question),
  async trace(lineNumber, mode) {
    const open = openRunOfSession();
    return traceInMode(open, lineNumber, mode ?? open.input.mode);
  },
  rows: async (query) => openRunOfSession().queries.page(query),
};
