import { useState } from "preact/hooks";
import type { CompareReply, CompareWith } from "../../../workers/reproduce-fix-protocol.ts";
import type { CauseGroup, OutputComparison } from "../../compare/compare-outputs.ts";
import type { Mode } from "../../report/mode.ts";
import { Button } from "../components/button.tsx";
import { ErrorSummary } from "../components/error-summary.tsx";
import { FileDrop } from "../components/file-drop.tsx";
import { Radios } from "../components/radios.tsx";
import { Table } from "../components/table.tsx";
import { TextInput } from "../components/text-input.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { modeWords } from "../content/modes.ts";
import { formatNumber } from "../format.ts";
import { downloadName, saveFile } from "../save-file.ts";
import type { SectionProps } from "./sections.ts";

type Kind = "files" | "url" | "mode" | "configuration" | "resource" | "unchanged";

/** This run beside another: what differs, row by row, put together by cause. */
export function CompareSection({ open }: SectionProps) {
  const { file } = open.summary;
  const otherMode: Mode = file.run.mode === "check" ? "pipeline" : "check";
  const [kind, setKind] = useState<Kind>("files");
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [url, setUrl] = useState("");
  const [mode, setMode] = useState<Mode>(otherMode);
  const [error, setError] = useState("");
  const [working, setWorking] = useState(false);
  const [reply, setReply] = useState<CompareReply>();
  const needsFile = kind === "files" || kind === "configuration" || kind === "resource";
  const hasEdits = (open.run.edits ?? []).length > 0;

  const submit = async (event: Event) => {
    event.preventDefault();
    const other = otherOf(kind, chosen, url.trim(), mode);
    setError(
      other ? "" : needsFile ? "Choose a file to compare with" : "Enter an address, starting with https://",
    );
    if (!other) return;
    setWorking(true);
    setReply(undefined);
    try {
      setReply(
        await open.client.ask(async (worker): Promise<CompareReply> => await worker.compareWith(other)),
      );
    } catch (failure) {
      setReply({ ok: false, detail: failure instanceof Error ? failure.message : String(failure) });
    }
    setWorking(false);
  };

  return (
    <>
      <h2 class="govuk-heading-m">Compare with another run</h2>
      {error !== "" && (
        <ErrorSummary errors={[{ text: error, target: needsFile ? "compare-file" : "compare-url" }]} />
      )}
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Radios
          name="compare-kind"
          legend="Compare this run with"
          small
          value={kind}
          items={[
            {
              value: "files",
              text: "A table of the nightly run, or an answer of the live check",
              hint: "issue.csv, transformed.csv, or the JSON of a live check",
            },
            { value: "url", text: "The same, at an address" },
            { value: "mode", text: "The same file in another mode" },
            {
              value: "configuration",
              text: "The same file with other configuration tables",
              hint: "A zip of them",
            },
            { value: "resource", text: "Another version of the file" },
            ...(hasEdits
              ? [{ value: "unchanged", text: "This run without the changes that are tried in it" }]
              : []),
          ]}
          onChange={(value) => {
            setKind(kindOf(value));
            setChosen([]);
            setError("");
          }}
        />
        {needsFile && (
          <FileDrop
            key={kind}
            id="compare-file"
            label={
              kind === "files" && chosen.length > 0
                ? "Another table of the same run"
                : "The file to compare with"
            }
            {...(kind === "files" && {
              hint: "With the run's line of dataset-resource.csv as well, it is known whether both had the same rules.",
            })}
            error={error || undefined}
            fileName={chosen.map(({ name }) => name).join(", ") || undefined}
            onFile={(file) => setChosen((before) => (kind === "files" ? [...before, file] : [file]))}
          />
        )}
        {kind === "url" && (
          <TextInput
            id="compare-url"
            label="Address of the table"
            type="url"
            error={error || undefined}
            value={url}
            onInput={setUrl}
          />
        )}
        {kind === "mode" && (
          <Radios
            name="compare-mode"
            legend="Which mode?"
            small
            value={mode}
            items={(["check", "pipeline", "added"] as const)
              .filter((one) => one !== file.run.mode)
              .map((one) => ({ value: one, text: modeWords[one].label }))}
            onChange={(value) => setMode(value === "check" || value === "added" ? value : "pipeline")}
          />
        )}
        <Button disabled={working}>{working ? "Comparing" : "Compare"}</Button>
      </form>
      <div aria-live="polite">
        {reply && !reply.ok && <WarningText>{reply.detail}</WarningText>}
        {reply?.ok && (
          <Comparison
            reply={reply}
            onSave={() =>
              saveFile(new Blob([reply.text]), downloadName(file.resource.name, "comparison.txt"))
            }
          />
        )}
      </div>
    </>
  );
}

function kindOf(value: string): Kind {
  const kinds: readonly Kind[] = ["files", "url", "mode", "configuration", "resource", "unchanged"];
  return kinds.find((kind) => kind === value) ?? "files";
}

function otherOf(kind: Kind, chosen: readonly File[], url: string, mode: Mode): CompareWith | undefined {
  const [first] = chosen;
  switch (kind) {
    case "files":
      return chosen.length > 0
        ? { kind, files: chosen.map((file) => ({ name: file.name, blob: file })) }
        : undefined;
    case "configuration":
      return first && { kind, name: first.name, zip: first };
    case "resource":
      return first && { kind, name: first.name, blob: first };
    case "url":
      return /^https?:\/\/./i.test(url) ? { kind, url } : undefined;
    case "mode":
      return { kind, mode };
    case "unchanged":
      return { kind };
  }
}

function Comparison({
  reply,
  onSave,
}: {
  readonly reply: Extract<CompareReply, { ok: true }>;
  readonly onSave: () => void;
}) {
  const { comparison, verdict, before, after } = reply;
  return (
    <section>
      <h3 class="govuk-heading-s" data-verdict>
        {verdict}
      </h3>
      <p class="govuk-body">
        First: {before}. Second: {after}. Compared: {comparison.compared.join(", ")}.
      </p>
      {comparison.ourBug && (
        <WarningText>
          Resource, configuration and specification are the same by their hashes. A difference is then an
          error of this tool: please report it.
        </WarningText>
      )}
      <Inputs comparison={comparison} />
      {comparison.groups.map((group) => (
        <Group key={`${group.id} ${group.detail}`} group={group} />
      ))}
      <p class="govuk-body">
        <button type="button" class="app-link-button" onClick={onSave}>
          Save the comparison as text
        </button>
      </p>
    </section>
  );
}

function Inputs({ comparison }: { readonly comparison: OutputComparison }) {
  if (comparison.inputs.length === 0) return undefined;
  return (
    <Table
      caption="What went in differently"
      captionClass="govuk-table__caption--s"
      head={[{ text: "What" }, { text: "First" }, { text: "Second" }]}
      rows={comparison.inputs.map(({ what, before, after }) => [
        inputWords[what] ?? what,
        <span class="app-hash" key="before">
          {before || "none"}
        </span>,
        <span class="app-hash" key="after">
          {after || "none"}
        </span>,
      ])}
    />
  );
}

const inputWords: Readonly<Record<string, string>> = {
  dataset: "Dataset",
  resource: "Resource (SHA-256)",
  mode: "Mode",
  transformation: "Coordinates",
  entryDate: "Entry date",
  today: "Day to run as",
  configuration: "Configuration",
  configHash: "Hash of the configuration",
  specification: "Specification",
  specificationHash: "Hash of the specification",
  codeVersion: "Version of the pipeline",
  organisations: "Organisations",
  endpoints: "Endpoints",
};

/** How many differences of one cause are drawn; the text has the count. */
const shown = 30;

function Group({ group }: { readonly group: CauseGroup }) {
  const total = group.total ?? group.differences.length;
  return (
    <>
      <Table
        caption={`${formatNumber(total)}: ${group.words}`}
        captionClass="govuk-table__caption--s"
        head={[
          { text: "Line", numeric: true },
          { text: "Entity" },
          { text: "Field" },
          { text: "First" },
          { text: "Second" },
        ]}
        rows={group.differences
          .slice(0, shown)
          .map(({ what, lineNumber, entryNumber, entity, field, issueType, before, after }) => [
            lineNumber > 0 ? formatNumber(lineNumber) : entryNumber > 0 ? `entry ${entryNumber}` : "",
            entity,
            issueType === "" ? field : `${field}: ${issueType}`,
            cellOf(what, before),
            cellOf(what, after),
          ])}
      />
      {total > shown && <p class="govuk-body">And {formatNumber(total - shown)} more.</p>}
    </>
  );
}

function cellOf(what: string, value: string | undefined): string {
  if (value === undefined) return "not there";
  if (value === "") return what === "issue" ? "there" : "blank";
  return value.length > 120 ? `${value.slice(0, 119)}…` : value;
}
