import { z } from "zod";
import type { RuleEdit } from "../rules/edit.ts";
import { editSchema } from "./run-file.ts";

/** Edits out of a JSON text, such as an address carries; `undefined` when it is none. */
export function readEdits(text: string): readonly RuleEdit[] | undefined {
  try {
    const parsed = z.array(editSchema).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
