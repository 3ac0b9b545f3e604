import type { RequestAnswers } from "../../request/draft.ts";
import { reviewChecklist } from "../../request/review-checklist.ts";
import type { RepositoryChange } from "../../request/rows.ts";
import { existingEndpoints } from "../request/existing-endpoints.ts";
import { requestTables, today } from "../request/request-tables.ts";
import { ChecklistSection } from "./checklist-section.tsx";
import type { AddedRequest, RunNow } from "./run-again.ts";

interface ChecklistProps {
  readonly request: AddedRequest;
  readonly run: RunNow | undefined;
  readonly change: RepositoryChange | undefined;
}

/** The checklist of a request, as far as it was looked at here. */
export function RequestChecklist({ request, run, change }: ChecklistProps) {
  const tables = requestTables.value;
  const whole: RequestAnswers = { ...request, existingEndpoints: [] };
  const items = reviewChecklist({
    request: { ...request, contact: { name: "", email: "" }, notes: "" },
    today: today(),
    ...(run ? { collected: run.collected, report: run.report, safety: run.safety } : {}),
    ...(run?.page ? { page: run.page } : {}),
    ...(tables?.registry ? { registered: existingEndpoints(whole, tables).length } : {}),
    ...(change ? { change } : {}),
  });
  return <ChecklistSection items={items} />;
}
