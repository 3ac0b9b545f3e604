import { parseArgs } from "node:util";
import { localDate } from "../../effects/node/effects.ts";
import { readRepositoryFolder, writeFiles } from "../../effects/node/repository-folder.ts";
import { nodeTables } from "../../effects/node/tables.ts";
import type { CellEdit } from "../../repository/change-set.ts";
import { type EndDates, endDates } from "../../request/end-dates.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `retire ENDPOINT...`: the end-dates of endpoints and all their sources in a checkout, shown, and written when asked.
 * @returns 0; 1 when an endpoint is not there; 2 when not understood
 */
export async function retireCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      configuration: { type: "string" },
      unretire: { type: "boolean", default: false },
      today: { type: "string" },
      write: { type: "boolean", default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError("Name the endpoints: their addresses or hashes.");
  const { configuration: root, today = localDate(new Date()) } = values;
  if (root === undefined) throw new UsageError("Name the checkout of the repository with --configuration.");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError("--today must be a date, YYYY-MM-DD.");
  const reply = endDates({
    endpoints: positionals,
    retire: !values.unretire,
    repository: readFolder(root),
    today,
    specification: await nodeTables().specification(""),
  });
  return tell(reply, root, values.write);
}

function tell({ changed, edits, problems, notes }: EndDates, root: string, write: boolean): number {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length > 0) {
    process.stderr.write("Nothing was changed.\n");
    return 1;
  }
  const lines = [...edits.map(editWords), ...notes];
  if (edits.length === 0) lines.push("Nothing is to be changed.");
  else if (write) {
    writeFiles(
      root,
      [...changed].map(([path, { after }]) => [path, after] as const),
    );
    lines.push(`Written to ${[...changed.keys()].join(" and ")}.`);
  } else lines.push("Nothing is written yet: add --write.");
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

/** `collection/x/source.csv:12: end-date "" -> "2026-11-22" (local-authority:ABC, tree)` */
function editWords({ path, line, column, before, after, row }: CellEdit): string {
  const whose = [row.organisation, row.pipelines, row["endpoint-url"]].filter((cell) => cell);
  return `${path}:${line}: ${column} "${before}" -> "${after}" (${whose.join(", ")})`;
}

function readFolder(root: string) {
  try {
    return readRepositoryFolder(root);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
