import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { RequestDraft } from "../../request/draft.ts";
import { type Validation, validateRequest } from "../../request/validate.ts";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { routes } from "../routes.ts";
import { changeAnswers, draftState, notKept, openDraft } from "./draft-state.ts";
import { existingEndpoints } from "./existing-endpoints.ts";
import {
  contextOf,
  loadRequestTables,
  type RequestTables,
  requestTables,
  tablesFailed,
} from "./request-tables.ts";

export interface OpenRequest {
  readonly draft: RequestDraft;
  readonly tables: RequestTables;
  readonly validation: Validation;
}

interface DraftGateProps {
  readonly id: string;
  readonly children: (open: OpenRequest) => ComponentChildren;
}

/** Around every page of a draft: the page itself once draft and tables are there, and else why not yet. */
export function DraftGate({ id, children }: DraftGateProps) {
  useEffect(() => {
    void openDraft(id);
    loadRequestTables().catch(() => {});
  }, [id]);
  const state = draftState.value;
  const tables = requestTables.value;
  const existing = state.kind === "open" && tables ? existingEndpoints(state.draft.answers, tables) : [];
  const keys = existing.map(({ endpoint }) => endpoint).join();
  // What is registered is part of the request: it decides whether the question is asked. Another organisation, dataset or
  // address is another list.
  useEffect(() => {
    if (state.kind !== "open" || !tables || state.draft.answers.kind === "change-details") return;
    const before = (state.draft.answers.existingEndpoints ?? []).map(({ endpoint }) => endpoint).join();
    if (before !== keys) changeAnswers({ existingEndpoints: existing });
  }, [state.kind, tables, keys]);
  // What the data tells, when the page was left before it was known.
  const opened = state.kind === "open" ? state.draft.id : "";
  useEffect(() => {
    if (state.kind === "open") void import("./begin.ts").then(({ resumeFacts }) => resumeFacts(state.draft));
  }, [opened]);
  if (state.kind === "none") return <NoDraftPage />;
  if (tablesFailed.value && !tables) {
    return (
      <Page heading="The lists for this request could not be loaded">
        <p class="govuk-body">
          What you wrote is kept on this computer. Check the connection, then try again.
        </p>
        <Button type="button" onClick={() => void loadRequestTables().catch(() => {})}>
          Try again
        </Button>
      </Page>
    );
  }
  if (state.kind === "loading" || !tables || state.draft.id !== id)
    return <Page heading="Opening your request" />;
  const validation = validateRequest(state.draft.answers, contextOf(tables));
  return <>{children({ draft: state.draft, tables, validation })}</>;
}

function NoDraftPage() {
  return (
    <Page heading="This request is not on this computer">
      <p class="govuk-body">
        Requests that are being written are kept in the browser where they were begun. It may have been sent
        or deleted there.
      </p>
      <Button href={routes.requests}>Your requests</Button>
    </Page>
  );
}

/** Said on every page where the browser does not keep what is typed. */
export function NotKeptNote() {
  if (!notKept.value) return undefined;
  return (
    <InsetText>
      This browser does not let us keep what you write (a private window, or no room). It will be gone when
      you close or reload this page.
    </InsetText>
  );
}
