import { lineLink, readIssueLink } from "../../request/issue-link.ts";
import { useAnswer } from "../use-answer.ts";

/** A link of the team: to the issues in this tool, one for each, or to a page somewhere else. */
export function TeamLink({ link }: { readonly link: string }) {
  const issues = readIssueLink(link);
  const lines = issues?.lines ?? [];
  // The words of all issues are large; only messages with links need them.
  const titles = useAnswer(lines.join(), async () => {
    if (lines.length === 0) return new Map<string, string | undefined>();
    const { lineTitle } = await import("../../report/line-title.ts");
    return new Map(lines.map((id) => [id, lineTitle(id)]));
  });
  if (!issues) {
    // The server takes only web addresses and pages of this tool; so does this page.
    if (!/^(?:https?:\/\/|\/(?!\/))/.test(link)) return undefined;
    return (
      <p class="govuk-body">
        <a
          class="govuk-link app-break"
          href={link}
          rel="noreferrer"
          target={link.startsWith("/") ? undefined : "_blank"}
        >
          {link.startsWith("/") ? "Open it in this tool" : `${link} (opens in a new tab)`}
        </a>
      </p>
    );
  }
  if (lines.length === 0) {
    return (
      <p class="govuk-body">
        <a class="govuk-link" href={link}>
          Check the address in this tool
        </a>
      </p>
    );
  }
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        See in this tool, after checking the address once more:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map((line) => (
          <li key={line}>
            <a class="govuk-link" href={lineLink(issues, line)}>
              {titles.value?.get(line) ?? line.replaceAll(/[.-]/g, " ")}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
