import { Table } from "../components/table.tsx";
import { Markdown } from "../markdown.tsx";

/** A report's Markdown as a page: as ours, with tables. No HTML is made of the text. */
export function MarkdownReport({ text }: { readonly text: string }) {
  return (
    <>
      {pieces(text).map((piece, at) =>
        piece.table ? (
          <Table
            key={at}
            caption="Values"
            captionHidden
            head={(piece.table[0] ?? []).map((cell) => ({ text: cell }))}
            firstCellIsHeader
            rows={piece.table.slice(2)}
          />
        ) : (
          <Markdown key={at} text={piece.text} />
        ),
      )}
    </>
  );
}

interface Piece {
  readonly text: string;
  readonly table?: readonly (readonly string[])[];
}

/** Runs of table lines, and what stands between them. */
function pieces(text: string): Piece[] {
  const found: { text: string[]; table: boolean }[] = [];
  for (const line of text.split("\n")) {
    const table = line.startsWith("| ");
    const last = found.at(-1);
    if (last?.table === table) last.text.push(line);
    else found.push({ text: [line], table });
  }
  return found.map(({ text: lines, table }) =>
    table ? { text: "", table: lines.map(cellsOf) } : { text: lines.join("\n") },
  );
}

function cellsOf(line: string): string[] {
  return line
    .slice(2, -2)
    .split(" | ")
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}
