/**
 * A link from a message of the Planning Data team straight to what is wrong, in this tool: the page that checks the
 * address, with dataset, organisation and address filled in, and the lines of the result that matter.
 */
export interface IssueLink {
  readonly url: string;
  readonly dataset: string;
  readonly organisation: string;
  /** Ids of lines of the report, `invalid-date.start-date`. */
  readonly lines: readonly string[];
}

const page = "/address";
/** As long as the server takes. */
const longest = 2048;

/** The link, with as many lines as there is room for; `undefined` when even the address alone is too long. */
export function issueLink({ url, dataset, organisation, lines }: IssueLink): string | undefined {
  for (let count = lines.length; count >= 0; count -= 1) {
    const state = new URLSearchParams({ dataset, organisation, url });
    if (count > 0) state.set("lines", lines.slice(0, count).join(","));
    const link = `${page}#${state}`;
    if (link.length <= longest) return link;
  }
  return undefined;
}

/** Reads a link that `issueLink` made; `undefined` for any other. */
export function readIssueLink(link: string): IssueLink | undefined {
  if (!link.startsWith(`${page}#`)) return undefined;
  const state = new URLSearchParams(link.slice(page.length + 1));
  const url = state.get("url") ?? "";
  if (!/^https?:\/\//i.test(url)) return undefined;
  return {
    url,
    dataset: state.get("dataset") ?? "",
    organisation: state.get("organisation") ?? "",
    lines: (state.get("lines") ?? "").split(",").filter((id) => /^[A-Za-z0-9.-]{1,200}$/.test(id)),
  };
}

/** The page that checks the address and then shows one line of the result. */
export function lineLink({ url, dataset, organisation }: IssueLink, line: string): string {
  return `${page}#${new URLSearchParams({ dataset, organisation, url, line })}`;
}
