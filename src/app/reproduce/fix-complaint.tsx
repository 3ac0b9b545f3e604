import { useState } from "preact/hooks";
import type { Symptom } from "../../rules/symptom.ts";
import { Button } from "../components/button.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../components/error-summary.tsx";
import { Select } from "../components/select.tsx";
import { TextInput } from "../components/text-input.tsx";
import { fragment } from "../fragment.ts";
import { useAnswer } from "../use-answer.ts";
import { symptomWords } from "./fix-words.ts";
import type { OpenRunState } from "./run-state.ts";

type Kind = "row-lost" | "wrong-value" | "empty-field" | "unwanted-rows" | "wrong-entity" | "same-thing";

const kinds: readonly { readonly value: Kind; readonly text: string }[] = [
  { value: "row-lost", text: "The row is not published" },
  { value: "wrong-value", text: "A value is wrong" },
  { value: "empty-field", text: "A value is missing" },
  { value: "unwanted-rows", text: "The row should not be published" },
  { value: "wrong-entity", text: "It has the number of something else" },
  { value: "same-thing", text: "It is the same thing as another number" },
];

export interface FixComplaintProps {
  readonly open: OpenRunState;
  readonly onAsk: (symptom: Symptom, words: string) => void;
}

/** What somebody says of one row: its line, what is wrong, which field, and what it should be. */
export function FixComplaint({ open, onAsk }: FixComplaintProps) {
  const start = fragment.peek();
  const [line, setLine] = useState(start.get("line") ?? "");
  const [kind, setKind] = useState<Kind>(
    kinds.find(({ value }) => value === start.get("what"))?.value ?? "row-lost",
  );
  const [field, setField] = useState(start.get("field") ?? "");
  const [expected, setExpected] = useState("");
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  const choices = useAnswer("fields", () => open.client.ask((worker) => worker.choices("patch.csv", "")));
  const fields = choices.value?.field?.choices ?? [];
  const hasField = kind === "wrong-value" || kind === "empty-field";
  const error = (target: string) => errors.find((item) => item.target === target)?.text;

  const submit = async (event: Event) => {
    event.preventDefault();
    const problems: ErrorSummaryItem[] = [];
    const number = Number(line.trim());
    const row =
      Number.isInteger(number) && number > 0
        ? await open.client.ask((worker) => worker.fixRow(number))
        : undefined;
    if (!row) problems.push({ text: "Enter the number of a line of the file", target: "complaint-line" });
    if (hasField && field === "") problems.push({ text: "Choose the field", target: "complaint-field" });
    if (row && row.entryNumber === 0 && kind !== "row-lost") {
      problems.push({ text: `Line ${number} is no row of data`, target: "complaint-line" });
    }
    if (kind === "same-thing" && !/^\d+$/.test(expected.trim())) {
      problems.push({ text: "Enter the number that stays, in digits", target: "complaint-other" });
    }
    if (kind === "same-thing" && row && row.entity === "") {
      problems.push({ text: `Line ${number} has no entity number`, target: "complaint-line" });
    }
    setErrors(problems);
    if (problems.length > 0 || !row) return;
    const symptom = symptomOf(kind, row, field, expected.trim());
    onAsk(symptom, symptomWords(symptom, 1));
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <TextInput
        id="complaint-line"
        label="Line of the file"
        hint="The header is line 1, unless lines stand above it"
        width={10}
        error={error("complaint-line")}
        value={line}
        onInput={setLine}
      />
      <Select
        id="complaint-kind"
        label="What is wrong?"
        items={kinds}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one.value === value)?.value ?? "row-lost")}
      />
      {hasField && (
        <Select
          id="complaint-field"
          label="Field"
          error={error("complaint-field")}
          items={[
            { value: "", text: "Choose a field" },
            ...fields.map(({ value }) => ({ value, text: value })),
          ]}
          value={field}
          onChange={setField}
        />
      )}
      {kind === "same-thing" && (
        <TextInput
          id="complaint-other"
          label="The number that stays"
          width={20}
          error={error("complaint-other")}
          value={expected}
          onInput={setExpected}
        />
      )}
      {kind === "wrong-value" && (
        <TextInput
          id="complaint-expected"
          label="What it should be"
          hint="Leave blank if you do not know"
          value={expected}
          onInput={setExpected}
        />
      )}
      <Button kind="secondary">Find a fix for this row</Button>
    </form>
  );
}

function symptomOf(
  kind: Kind,
  row: { readonly lineNumber: number; readonly entryNumber: number; readonly entity: string },
  field: string,
  expected: string,
): Symptom {
  const { lineNumber, entryNumber, entity } = row;
  switch (kind) {
    case "row-lost":
      return { kind, lineNumber };
    case "wrong-value":
      return { kind, field, entryNumber, ...(expected === "" ? {} : { expected }) };
    case "empty-field":
      return { kind, field, entries: [entryNumber] };
    case "unwanted-rows":
      return { kind, lineNumbers: [lineNumber] };
    case "wrong-entity":
      return { kind, entryNumber, entity };
    case "same-thing":
      return { kind, entryNumber, entity, other: expected };
  }
}
