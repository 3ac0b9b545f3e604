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
 * The little Markdown of published guidance and our changelog: headings, paragraphs, lists, `code`, **bold** and
 * [links](https://...). Everything else is shown as it is written; no HTML is ever made from it.
 */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <>
      {blocks(text).map((block, index) => (
        <BlockView block={block} key={index} />
      ))}
    </>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "list":
      return (
        <ul class="govuk-list govuk-list--bullet">
          {block.lines.map((line) => (
            <li key={line}>{inline(line)}</li>
          ))}
        </ul>
      );
    case "heading":
      return block.level <= 2 ? (
        <h2 class="govuk-heading-m">{inline(block.lines.join(" "))}</h2>
      ) : (
        <h3 class="govuk-heading-s">{inline(block.lines.join(" "))}</h3>
      );
    case "paragraph":
      return <p class="govuk-body">{inline(block.lines.join(" "))}</p>;
  }
}

type Block =
  | { readonly kind: "paragraph" | "list"; readonly lines: string[] }
  | { readonly kind: "heading"; readonly level: number; readonly lines: string[] };

export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let open: Block | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const item = /^[-*+]\s+(.*)$/.exec(line)?.[1];
    const heading = /^(#+)\s+(.*)$/.exec(line);
    if (line === "" || heading) {
      open = undefined;
      if (heading) found.push({ kind: "heading", level: heading[1]?.length ?? 1, lines: [heading[2] ?? ""] });
      continue;
    }
    // An indented line goes on with the item above it.
    if (open?.kind === "list" && item === undefined && /^\s/.test(raw)) {
      open.lines.push(`${open.lines.pop() ?? ""} ${line}`);
      continue;
    }
    const kind = item === undefined ? "paragraph" : "list";
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      found.push(open);
    }
    open.lines.push(item ?? line);
  }
  return found;
}

function inline(text: string): ComponentChildren[] {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/);
  return parts.map((part, index) => {
    if (part.startsWith("`") && part.endsWith("`") && part.length > 2)
      return (
        <code class="app-inline-code" key={index}>
          {part.slice(1, -1)}
        </code>
      );
    if (part.startsWith("**") && part.length > 4) return <strong key={index}>{part.slice(2, -2)}</strong>;
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
