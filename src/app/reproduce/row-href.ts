import { withFragment } from "../fragment.ts";
import { routes } from "../routes.ts";

/** The address of one row of the open run. @param field the field whose story is shown */
export function rowHref(lineNumber: number, field?: string): string {
  return withFragment(routes.reproduceRun, { section: "rows", line: lineNumber, field });
}

/** The address of the rows with one kind of issue. */
export function issueHref(issueType: string, field: string): string {
  return withFragment(routes.reproduceRun, { section: "rows", issue: `${issueType}|${field}` });
}

export const rowsHref = withFragment(routes.reproduceRun, { section: "rows" });
