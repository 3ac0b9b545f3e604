import { factOf } from "./fact-cells.ts";
import { jsonList, jsonObject, jsonText } from "./json-object.ts";
import type { FactRow, IssueRow, RunOutput } from "./run-output.ts";

/** Response details of the live check: one record for each row. Also a page of them, or an object that holds the list. */
export function isDetailRecords(json: unknown): boolean {
  const records = recordsOf(json);
  return records.length > 0 && records.every((record) => "issue_logs" in jsonObject(record));
}

function recordsOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  const { details, response } = jsonObject(json);
  return jsonList(details ?? jsonObject(response).details);
}

/**
 * Issues and facts of the details. As the live check: it has no entities, and where blank rows stand in the file the
 * record's number is not the entry's; the issues' own numbers are taken.
 */
export function readDetails(json: unknown): Partial<RunOutput> {
  const issues: IssueRow[] = [];
  const facts: FactRow[] = [];
  let hasFacts = false;
  let resource = "";
  let dataset = "";
  for (const record of recordsOf(json).map(jsonObject)) {
    for (const issue of jsonList(record.issue_logs).map(jsonObject)) {
      const cell = (name: string) => jsonText(issue[name]);
      resource ||= cell("resource");
      dataset ||= cell("dataset");
      issues.push({
        issueType: cell("issue-type"),
        field: cell("field"),
        value: cell("value"),
        message: cell("message"),
        lineNumber: Number(cell("line-number")) || 0,
        entryNumber: Number(cell("entry-number")) || 0,
        entity: cell("entity"),
      });
    }
    const transformed = jsonList(record.transformed_row);
    hasFacts ||= transformed.length > 0;
    for (const fact of transformed.map(jsonObject)) {
      resource ||= jsonText(fact.resource);
      facts.push(factOf((name) => jsonText(fact[name])));
    }
  }
  return {
    issues,
    ...(hasFacts ? { facts } : {}),
    source: {
      mode: "check",
      ...(resource === "" ? {} : { resource }),
      ...(dataset === "" ? {} : { dataset }),
    },
  };
}
