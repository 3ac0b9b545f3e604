import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import { problem, problems } from "./answers.ts";

/** The longest honest request has 200 addresses and 1,000 kinds of issues: about 700 kB. */
export const mostBytes = 1_000_000;
const deepest = 12;

export const limitBody = bodyLimit({
  maxSize: mostBytes,
  onError: (context) => {
    // The rest is not read, so the connection is of no more use; without being told, a client would try it again.
    context.header("Connection", "close");
    return problem(context, 413, "What was sent is too big: at most 1 MB");
  },
});

/** What was sent, or the answer that says why it cannot be read. */
export type Body<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly answer: Response };

/**
 * The JSON of a request, not trusted in any way: of the right type, not deeply nested, without characters that no
 * database can keep.
 */
export async function jsonBody(context: Context): Promise<Body<unknown>> {
  const type = (context.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase();
  // A form of another site can send only other types without being asked first by the browser.
  if (type !== "application/json") {
    return { ok: false, answer: problem(context, 415, "Send JSON, with Content-Type: application/json") };
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await context.req.arrayBuffer()));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    return { ok: false, answer: problem(context, 400, "What was sent is not JSON in UTF-8") };
  }
  const found = unusable(value);
  if (found) return { ok: false, answer: problem(context, 422, found.message, found.field) };
  return { ok: true, value };
}

/** The JSON of a request read by a schema; what does not fit is told by field. */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<Body<T>> {
  const body = await jsonBody(context);
  if (!body.ok) return body;
  const parsed = schema.safeParse(body.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  return { ok: false, answer: problems(context, 422, errors) };
}

/** Goes through all values with a list of its own, so that no nesting exhausts the stack. */
function unusable(value: unknown): { field: string; message: string } | undefined {
  const left: { value: unknown; path: readonly string[] }[] = [{ value, path: [] }];
  for (let item = left.pop(); item !== undefined; item = left.pop()) {
    const { value, path } = item;
    if (typeof value === "string" && !isStorable(value)) {
      return {
        field: path.join("."),
        message: "Remove the characters that cannot be stored (a NUL, or half of a surrogate pair)",
      };
    }
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= deepest) return { field: "", message: "What was sent is nested too deeply" };
    for (const [key, member] of Object.entries(value)) {
      if (!isStorable(key))
        return { field: path.join("."), message: "A name has characters that cannot be stored" };
      left.push({ value: member, path: [...path, key] });
    }
  }
  return undefined;
}

/** No NUL, and no half of a surrogate pair: PostgreSQL keeps neither. */
function isStorable(text: string): boolean {
  return !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
