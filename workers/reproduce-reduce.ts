import { mostRows, reduceResource } from "../src/reduce/reduce.ts";
import type { ReduceMethods } from "./reproduce-entities-protocol.ts";
import { openRunOfSession } from "./reproduce-session.ts";

/** The smallest part of the open run's resource that still shows an issue. */
export const reduceMethods: ReduceMethods = {
  async smallest(type, field) {
    const { input, effects } = openRunOfSession();
    const wanted = { type, ...(field === undefined ? {} : { field }) };
    const reply = await reduceResource(input, wanted, effects);
    if (!reply.ok) return { ok: false, detail: reply.message };
    return {
      ok: true,
      file: new Blob([reply.bytes]),
      extension: reply.extension,
      lines: reply.lines,
      asPublished: reply.form === "as published",
      tooMany: reply.lines.length > mostRows,
    };
  },
};
