import { fragment } from "../fragment.ts";
import { FileRows } from "./file-rows.tsx";
import { FindRow } from "./find-row.tsx";
import { LostRows } from "./lost-rows.tsx";
import { IssueList, SameIssueView } from "./same-issue-view.tsx";
import type { SectionProps } from "./sections.ts";
import { TraceView } from "./trace-view.tsx";

/** One row through every phase; how to find it: by number, reference or entity, by an issue, among the lost ones or all. */
export function RowsSection({ open }: SectionProps) {
  const state = fragment.value;
  const line = Number(state.get("line") ?? "");
  const issue = state.get("issue");
  return (
    <>
      <FindRow open={open} />
      {line > 0 ? (
        <TraceView key={line} open={open} lineNumber={line} field={state.get("field") ?? undefined} />
      ) : issue !== null ? (
        <SameIssueView key={issue} open={open} issue={issue} />
      ) : (
        <>
          <LostRows report={open.summary.report} />
          <IssueList counts={open.summary.issueCounts} />
          <FileRows open={open} />
        </>
      )}
    </>
  );
}
