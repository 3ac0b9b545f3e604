import type { CellIssue, CellView } from "../report/rows.ts";
import { groupWords } from "./content/groups.ts";
import { routes } from "./routes.ts";

/** Longer texts (shapes) are cut in tables; a row's own page has them whole. */
const shown = 120;

/** Text of a cell, cut when long. */
export function CellText({ text }: { readonly text: string }) {
  if (text === "") return <span class="app-blank">blank</span>;
  if (text.length <= shown) return <>{text}</>;
  return (
    <>
      {text.slice(0, shown)}…
      <span class="govuk-visually-hidden"> (cut, {text.length} characters in all)</span>
    </>
  );
}

/** What was given and, when it differs, what is published instead. */
export function BeforeAfter({ cell }: { readonly cell: Pick<CellView, "text" | "state" | "became"> }) {
  const changed = cell.state === "changed" || (cell.became !== undefined && cell.became !== cell.text);
  return (
    <>
      <span class={cell.state === "lost" ? "app-before app-before--lost" : "app-before"}>
        <CellText text={cell.text} />
      </span>
      {cell.state === "lost" && cell.text !== "" && <span class="app-after"> not published</span>}
      {cell.state !== "lost" && changed && (
        <span class="app-after">
          <span aria-hidden="true"> → </span>
          <span class="govuk-visually-hidden"> becomes </span>
          <CellText text={cell.became ?? ""} />
        </span>
      )}
    </>
  );
}

/**
 * Every issue of a cell, each a link to its own page, with a sign beside the colour. What is fixed without the publisher
 * is folded when there is much of it, so that what needs them stands out.
 */
export function CellIssues(props: {
  readonly issues: readonly CellIssue[];
  /** With what the pipeline itself says, where it says something. */
  readonly messages?: boolean;
}) {
  const { issues, messages = false } = props;
  const fixed = issues.filter((issue) => issue.group === "fixed-for-you");
  const folded = fixed.length > 1 ? fixed : [];
  const listed = issues.filter((issue) => !folded.includes(issue));
  return (
    <>
      {listed.length > 0 && <IssueList issues={listed} messages={messages} />}
      {folded.length > 0 && (
        <details class="app-cell-fold">
          <summary>
            <span aria-hidden="true">{groupWords["fixed-for-you"].sign} </span>
            {folded.length} changes made for you
          </summary>
          <IssueList issues={folded} messages={messages} />
        </details>
      )}
    </>
  );
}

function IssueList(props: { readonly issues: readonly CellIssue[]; readonly messages: boolean }) {
  const { issues, messages } = props;
  return (
    <ul class="app-cell-issues">
      {issues.map((issue, index) => (
        <li key={index}>
          <span aria-hidden="true">{groupWords[issue.group].sign} </span>
          <span class="govuk-visually-hidden">{groupWords[issue.group].heading}: </span>
          <a class="govuk-link" href={routes.line(issue.lineId)}>
            {ofThisRow(issue.sentence)}
          </a>
          {messages && issue.message !== "" && <span class="app-small app-block">“{issue.message}”</span>}
        </li>
      ))}
    </ul>
  );
}

/** "1 row has a date that ..." where the row is plain from the place: "A date that ...". */
export function ofThisRow(sentence: string): string {
  const rest = sentence.replace(/^1 row (?:has )?/, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The most pressing group of a cell's issues, for its colour; `undefined` without issues. */
export function worstOf(issues: readonly CellIssue[]) {
  const order = ["must-fix", "needs-fixing", "worth-checking", "fixed-for-you"] as const;
  return order.find((group) => issues.some((issue) => issue.group === group));
}
