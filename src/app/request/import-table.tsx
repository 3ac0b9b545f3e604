import { useState } from "preact/hooks";
import type { ImportState } from "../../request/import-batch.ts";
import type { ImportItem } from "../../store/imports.ts";
import { Button } from "../components/button.tsx";
import { Select } from "../components/select.tsx";
import { Table } from "../components/table.tsx";
import { Tag, type TagProps } from "../components/tag.tsx";
import { countOf } from "../format.ts";
import { changeItem, fetchAll, fetching } from "./import-runner.ts";
import type { RequestTables } from "./request-tables.ts";

const words: Readonly<
  Record<ImportState, { readonly text: string; readonly colour: NonNullable<TagProps["colour"]> }>
> = {
  failed: { text: "Cannot be used", colour: "red" },
  valid: { text: "Right", colour: "blue" },
  fetching: { text: "Reading", colour: "yellow" },
  "needs-mapping": { text: "Needs a column", colour: "orange" },
  ready: { text: "Ready", colour: "green" },
};

const pageSize = 50;

interface ImportTableProps {
  readonly items: readonly ImportItem[];
  readonly tables: RequestTables;
}

/** The rows of an import, fifty at a time, all or those of one state. */
export function ImportTable({ items, tables }: ImportTableProps) {
  const [state, setState] = useState("");
  const [shown, setShown] = useState(pageSize);
  const wanted = items.filter((item) => state === "" || item.state === state);
  const present = new Set(items.map((item) => item.state));
  return (
    <>
      {present.size > 1 && (
        <Select
          id="import-state"
          label="Show"
          value={state}
          items={[
            { value: "", text: `All ${countOf(items.length, "row")}` },
            ...Object.entries(words)
              .filter(([name]) => items.some((item) => item.state === name))
              .map(([name, { text }]) => ({
                value: name,
                text: `${text} (${items.filter((item) => item.state === name).length})`,
              })),
          ]}
          onChange={(value) => {
            setState(value);
            setShown(pageSize);
          }}
        />
      )}
      <Table
        caption="Rows of the file"
        captionHidden
        head={[{ text: "Line" }, { text: "Endpoint" }, { text: "State" }]}
        rows={wanted
          .slice(0, shown)
          .map((item) => [
            String(item.line),
            <Endpoint item={item} tables={tables} />,
            <State item={item} />,
          ])}
      />
      {wanted.length > shown && (
        <Button type="button" kind="secondary" onClick={() => setShown(shown + pageSize * 4)}>
          Show more of the {countOf(wanted.length, "row")}
        </Button>
      )}
    </>
  );
}

function Endpoint({ item, tables }: { readonly item: ImportItem; readonly tables: RequestTables }) {
  const { organisation, endpointUrl, pipelines } = item.row;
  return (
    <>
      <span class="app-break">{endpointUrl || "No address"}</span>
      <br />
      {tables.organisation(organisation)?.name ?? (organisation || "No organisation")}
      {pipelines.length > 0 && `, ${pipelines.join(" and ")}`}
    </>
  );
}

function State({ item }: { readonly item: ImportItem }) {
  const { state, problems, notes, records, columns = [], line } = item;
  const { text, colour } = words[state];
  const choose = async (column: string) => {
    await changeItem(line, {
      columnMapping: column === "" ? {} : { [column]: "reference" },
      state: "valid",
      fetched: false,
    });
    if (!fetching.value) await fetchAll();
  };
  return (
    <>
      <Tag text={text} colour={colour} />
      {state === "ready" && records !== undefined && <div>{countOf(records, "row")} read</div>}
      {problems.map(({ field, message }) => (
        <div class="app-break" key={field + message}>
          {field !== "" && <strong>{field}: </strong>}
          {message}
        </div>
      ))}
      {state === "needs-mapping" && (
        <Select
          id={`reference-column-${line}`}
          label={`Which column is the reference in line ${line}?`}
          items={[
            { value: "", text: "Choose a column" },
            ...columns.map((column) => ({ value: column, text: column })),
          ]}
          value=""
          onChange={(column) => void choose(column)}
        />
      )}
      {notes.map((note) => (
        <div class="app-break" key={note}>
          {note}
        </div>
      ))}
    </>
  );
}
