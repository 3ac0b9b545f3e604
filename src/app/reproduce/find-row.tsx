import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { FoundRow, RowQuestion } from "../../reproduce/find-rows.ts";
import { Button } from "../components/button.tsx";
import { Select } from "../components/select.tsx";
import { TextInput } from "../components/text-input.tsx";
import { formatNumber } from "../format.ts";
import { rowHref } from "./row-href.ts";
import type { SectionProps } from "./sections.ts";

const ways = [
  { value: "reference", text: "Reference" },
  { value: "line", text: "Line number" },
  { value: "entry", text: "Entry number" },
  { value: "entity", text: "Entity" },
] as const satisfies readonly { value: RowQuestion["by"]; text: string }[];

interface Found {
  readonly question: RowQuestion;
  readonly rows: readonly FoundRow[];
}

/** Finds rows; a single one is opened at once. */
export function FindRow({ open }: SectionProps) {
  const { route } = useLocation();
  const [by, setBy] = useState<RowQuestion["by"]>("reference");
  const [value, setValue] = useState("");
  const [found, setFound] = useState<Found | "failed">();
  const find = async (event: Event) => {
    event.preventDefault();
    if (value.trim() === "") return;
    const question: RowQuestion = { by, value };
    try {
      const rows = await open.client.ask((worker) => worker.findRows(question));
      setFound({ question, rows });
      const [only] = rows;
      if (rows.length === 1 && only) route(rowHref(only.lineNumber));
    } catch {
      setFound("failed");
    }
  };
  return (
    <>
      <form class="app-find app-no-print" aria-label="Find a row" onSubmit={(event) => void find(event)}>
        <Select
          id="find-by"
          label="Find a row by"
          value={by}
          items={ways}
          onChange={(chosen) => setBy(ways.find((way) => way.value === chosen)?.value ?? "reference")}
        />
        <TextInput
          id="find-value"
          label={ways.find((way) => way.value === by)?.text ?? ""}
          width={20}
          value={value}
          spellcheck={false}
          onInput={setValue}
        />
        <Button kind="secondary">Find</Button>
      </form>
      <div role="status">
        {found === "failed" && (
          <p class="govuk-body">The rows could not be searched. Load this page again.</p>
        )}
        {found && found !== "failed" && <FoundRows found={found} />}
      </div>
    </>
  );
}

function FoundRows({ found: { question, rows } }: { readonly found: Found }) {
  if (rows.length === 1) return undefined;
  const by = ways.find((way) => way.value === question.by)?.text.toLowerCase();
  if (rows.length === 0)
    return (
      <p class="govuk-body">
        No row of this file has the {by} {question.value}.
      </p>
    );
  return (
    <>
      <p class="govuk-body">
        {formatNumber(rows.length)} rows have the {by} {question.value}:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {rows.map(({ lineNumber }) => (
          <li key={lineNumber}>
            <a class="govuk-link" href={rowHref(lineNumber)}>
              Line {formatNumber(lineNumber)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
