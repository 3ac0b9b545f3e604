import { issueCatalogue } from "../issues/catalogue.ts";
import { groupOf } from "../issues/groups.ts";
import { type FieldWords, type IssueText, say } from "../issues/issue-text.ts";
import { issueText } from "../issues/text.ts";
import type { FindingText } from "../report/finding-text.ts";
import { findingText } from "../report/findings.ts";
import type { Group } from "../report/report.ts";

/** One check or automatic change, as the page of all checks shows it. */
export interface ListedCheck {
  /** The platform's type or our own id: what reports and logs name. */
  readonly id: string;
  readonly group: Group;
  readonly ours: boolean;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly platform: string;
  readonly fix: string;
  readonly example?: { readonly before: string; readonly after: string };
  readonly source: string;
  readonly note: string;
  readonly severity: string;
  readonly responsibility: string;
  readonly qualityLevel: string;
}

/** Stands for whatever field it is. */
const anyField: FieldWords = { field: "the field", label: "value", a: "a value", Label: "Value" };

/** Everything that can be found, from the declarations themselves: nothing is listed twice or forgotten. */
export function listOfChecks(): readonly ListedCheck[] {
  return [
    ...Object.entries<IssueText>(issueText).map(([type, text]) => listedIssue(type, text)),
    ...Object.entries<FindingText>(findingText).map(([id, text]) => listedFinding(id, text)),
  ];
}

function listedIssue(type: string, text: IssueText): ListedCheck {
  const row = type in issueCatalogue ? issueCatalogue[type as keyof typeof issueCatalogue] : undefined;
  return {
    id: type,
    group: groupOf(type, ""),
    ours: false,
    title: `A row ${text.predicate(anyField, "has")}`,
    what: say(text.what, anyField),
    why: say(text.why, anyField),
    platform: say(text.platform, anyField),
    fix: say(text.fix, anyField),
    example: { before: text.example.raises, after: text.example.passes },
    source: `the platform’s pipeline (${text.phase})`,
    note: text.note ?? "",
    severity: row?.severity ?? "",
    responsibility: row?.responsibility ?? "",
    qualityLevel: row?.qualityLevel ?? "",
  };
}

function listedFinding(id: string, text: FindingText): ListedCheck {
  return {
    id,
    group: text.group,
    ours: true,
    title:
      text.about === "row" ? `A row ${text.predicate(anyField, "has")}` : text.statement("…", anyField, 2),
    what: say(text.what, anyField),
    why: say(text.why, anyField),
    platform: say(text.platform, anyField),
    fix: say(text.fix, anyField),
    ...(text.example && { example: text.example }),
    source: text.source,
    note: "",
    severity: "",
    responsibility: "",
    qualityLevel: "",
  };
}
