import { z } from "zod";
import { explanationOf } from "../report/line-words.ts";
import type { Report, ReportGroups, ReportLine } from "../report/report.ts";
import { reportSchema } from "../report/report-schema.ts";
import { deflatedText, fromUrlSafe, inflatedBytes, urlSafe } from "./deflated.ts";
import { type RunChoices, runChoicesSchema } from "./run-file.ts";

/**
 * The result of a check as one person sends it to another (features a17, g8): the report with hashes and versions, and what
 * was asked, so that whoever has the data can run it again. No value of the data is in it: no cell, no sample.
 */
export interface SharedResult {
  /** ISO time of the check. */
  readonly at: string;
  readonly run: RunChoices;
  readonly report: Report;
}

const envelope = z.object({
  schema: z.literal("planning-data-check/result"),
  schemaVersion: z.literal(1),
  at: z.string(),
  run: runChoicesSchema,
  report: reportSchema,
});

/** Mail programs and chats cut longer links; the file is the way then. */
export const longestResultFragment = 16_000;

/** JSON of a result without the publisher's values, and without the words that every copy of this tool has. */
export function writeSharedResult({ at, run, report }: SharedResult): string {
  const bare: Report = {
    ...report,
    groups: mapLines(report.groups, withoutValues),
    columns: withoutSamples(report),
  };
  return JSON.stringify({ schema: "planning-data-check/result", schemaVersion: 1, at, run, report: bare });
}

/** @returns `undefined` when the text is no shared result of a version this tool knows */
export function readSharedResult(text: string): SharedResult | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return undefined;
  const { at, run } = parsed.data;
  // The schema is the type, but for what each failure carries.
  const report = parsed.data.report as Report;
  return { at, run, report: { ...report, groups: mapLines(report.groups, withWords) } };
}

/** For the fragment of a link, which is never sent to a server. */
export function resultFragment(result: SharedResult): string {
  return urlSafe(deflatedText(new TextEncoder().encode(writeSharedResult(result))));
}

export function readResultFragment(fragment: string): SharedResult | undefined {
  const bytes = inflatedBytes(fromUrlSafe(fragment));
  return bytes && readSharedResult(new TextDecoder().decode(bytes));
}

function mapLines(groups: ReportGroups, change: (line: ReportLine) => ReportLine): ReportGroups {
  return {
    mustFix: groups.mustFix.map(change),
    needsFixing: groups.needsFixing.map(change),
    fixedForYou: groups.fixedForYou.map(change),
    worthChecking: groups.worthChecking.map(change),
    passed: groups.passed,
  };
}

function withoutValues(line: ReportLine): ReportLine {
  const { sentence, note } = line.words;
  const words = { sentence, what: "", why: "", effect: "", fix: "", ...(note === undefined ? {} : { note }) };
  return { ...line, samples: [], words };
}

function withWords(line: ReportLine): ReportLine {
  return { ...line, words: { ...line.words, ...explanationOf(line.type, line.field), ...noteOf(line) } };
}

/** A note of the sender's own wins: it may be about the file. */
function noteOf({ words: { note } }: ReportLine) {
  return note === undefined ? {} : { note };
}

function withoutSamples({ columns }: Report): Report["columns"] {
  return { ...columns, unmapped: columns.unmapped.map((column) => ({ ...column, samples: [] })) };
}
