import { deflatedText, fromUrlSafe, inflatedBytes, urlSafe } from "./deflated.ts";
import { type RunFile, runFileSchema } from "./run-file.ts";

export type RunFileReply =
  | { readonly ok: true; readonly run: RunFile }
  /** In plain words: what is wrong with the file or link. */
  | { readonly ok: false; readonly detail: string };

/** Whether a JSON text says of itself that it is a run file: to tell it from a resource that is JSON. */
export function looksLikeRunFile(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"schema"\s*:\s*"planning-data-check\/run"/.test(text);
}

/** The text of a run file: JSON, indented, ended by a line end. The same run gives the same text. */
export function writeRunFile(run: RunFile): string {
  return `${JSON.stringify(run, undefined, 2)}\n`;
}

export function readRunFile(text: string): RunFileReply {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { ok: false, detail: "The file is not a run file: it is not JSON." };
  }
  const parsed = runFileSchema.safeParse(json);
  if (parsed.success) return { ok: true, run: parsed.data };
  const [first] = parsed.error.issues;
  const place = first === undefined || first.path.length === 0 ? "" : ` at ${first.path.join(".")}`;
  return { ok: false, detail: `The run file cannot be used${place}: ${first?.message ?? "unknown"}.` };
}

/** The run for the fragment of a link, which is never sent to a server: deflated, then base64 fit for addresses. */
export function runFragment(run: RunFile): string {
  return urlSafe(deflatedText(new TextEncoder().encode(JSON.stringify(run))));
}

export function readRunFragment(fragment: string): RunFileReply {
  const bytes = inflatedBytes(fromUrlSafe(fragment));
  if (bytes === undefined)
    return { ok: false, detail: "The link is not complete. Ask for it again, or for the run file." };
  return readRunFile(new TextDecoder().decode(bytes));
}

/** Links longer than this are cut by mail programs and chats; the file is the way then. */
export const longestFragment = 30_000;

/** The same run, without the bytes of the resource and without tables: whoever opens it has to have them. */
export function withoutBytes(run: RunFile): RunFile {
  const { deflated: _, ...resource } = run.resource;
  return { ...run, resource };
}

/** `run-conservation-area-9f2c01ab.json` */
export function runFileName({ run, resource }: RunFile): string {
  return `run-${run.dataset}-${resource.sha256.slice(0, 8)}.json`;
}
