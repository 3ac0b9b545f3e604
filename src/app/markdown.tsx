import type { ComponentChildren } from "preact";

/**
 * The published texts hold a few HTML links: those to the web become Markdown's, the rest becomes its words. With a
 * capital at the beginning, which descriptions in the specification do not have.
 */
export function tidyGuidance(text: string): string {
  const plain = text
    .replace(/<a\s[^>]*href="(https?:[^"]*)"[^>]*>(.*?)<\/a>/gs, "[$2]($1)")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/**
 * The little Markdown of the published guidance: paragraphs, lists, `code` and [links](https://...). Everything else
 * is shown as it is written; no HTML is ever made from it.
 */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <>
      {blocks(text).map((block, index) =>
        block.list ? (
          <ul class="govuk-list govuk-list--bullet" key={index}>
            {block.lines.map((line) => (
              <li key={line}>{inline(line)}</li>
            ))}
          </ul>
        ) : (
          <p class="govuk-body" key={index}>
            {inline(block.lines.join(" "))}
          </p>
        ),
      )}
    </>
  );
}

interface Block {
  readonly list: boolean;
  readonly lines: string[];
}

export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let open: Block | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const item = /^[-*+]\s+(.*)$/.exec(line)?.[1];
    if (line === "") {
      open = undefined;
      continue;
    }
    if (!open || open.list !== (item !== undefined)) {
      open = { list: item !== undefined, lines: [] };
      found.push(open);
    }
    open.lines.push(item ?? line.replace(/^#+\s*/, ""));
  }
  return found;
}

function inline(text: string): ComponentChildren[] {
  const parts = text.split(/(`[^`]+`|\[[^\]]+\]\(https?:[^)\s]+\))/);
  return parts.map((part, index) => {
    if (part.startsWith("`") && part.endsWith("`") && part.length > 2)
      return (
        <code class="app-inline-code" key={index}>
          {part.slice(1, -1)}
        </code>
      );
    const link = /^\[([^\]]+)\]\((https?:[^)\s]+)\)$/.exec(part);
    if (link)
      return (
        <a class="govuk-link" href={link[2] ?? ""} rel="noreferrer" key={index}>
          {link[1]}
        </a>
      );
    return part;
  });
}
