import { z } from "zod";
import { runFileSchema } from "../src/reproduce/run-file.ts";
import { rowTraceSchema } from "../src/trace/row-trace.ts";

/** The schemas of run files and traces, by file name below docs/. */
export function reproduceDocuments(): ReadonlyMap<string, string> {
  return new Map([
    [
      "run.schema.json",
      schemaText(runFileSchema, {
        $id: "planning-data-check/run",
        title: "Run file",
        description:
          "Everything that decides a run of the pipeline, with hashes, and what came out. Generated from src/reproduce/run-file.ts.",
      }),
    ],
    [
      "trace.schema.json",
      schemaText(rowTraceSchema, {
        $id: "planning-data-check/trace",
        title: "Trace of a row",
        description:
          "What happened to one row, phase by phase, down to its facts: check --trace. Generated from src/trace/row-trace.ts.",
      }),
    ],
  ]);
}

function schemaText(schema: z.ZodType, head: Readonly<Record<string, string>>): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ $schema, ...head, ...rest }, undefined, 2)}\n`;
}
