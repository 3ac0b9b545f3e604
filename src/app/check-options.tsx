import { useState } from "preact/hooks";
import { charsetChoices } from "../report/charset-choices.ts";
import { parseCategoryValues } from "./category-values.ts";
import { Details } from "./components/details.tsx";
import type { ErrorSummaryItem } from "./components/error-summary.tsx";
import { FileInput } from "./components/file-input.tsx";
import { Radios } from "./components/radios.tsx";
import { Select } from "./components/select.tsx";
import { TextInput } from "./components/text-input.tsx";
import { modeWords } from "./content/modes.ts";
import { countOf, joinWords } from "./format.ts";

export interface CheckOptionValues {
  readonly mode: "added" | "check" | "pipeline";
  readonly geometryType?: "point" | "polygon";
  /** YYYY-MM-DD. */
  readonly today?: string;
  readonly entryDate?: string;
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  /** The character set to read text in, by Python's name. */
  readonly charset?: string;
  /** A zip of the data team's tables, used instead of those that come with the tool. */
  readonly configuration?: File;
  /** What is wrong with what was typed. */
  readonly problems: readonly ErrorSummaryItem[];
}

export const defaultOptions: CheckOptionValues = { mode: "added", problems: [] };

export interface CheckOptionsProps {
  readonly values: CheckOptionValues;
  readonly onChange: (values: CheckOptionValues) => void;
}

/** The settings most people never need: which answer, which date, lists of allowed values. */
export function CheckOptions({ values, onChange }: CheckOptionsProps) {
  const [lists, setLists] = useState<string | undefined>(undefined);
  const problem = (id: string) => values.problems.find((item) => item.target === id)?.text;
  const withDate = (id: "today" | "entryDate", target: string, label: string) => (typed: string) => {
    const problems = values.problems.filter((item) => item.target !== target);
    const { [id]: _old, ...rest } = values;
    if (typed.trim() === "") onChange({ ...rest, problems });
    else if (isDate(typed.trim())) onChange({ ...rest, [id]: typed.trim(), problems });
    else
      onChange({
        ...rest,
        problems: [...problems, { target, text: `${label} must be a real date, for example 2026-08-21` }],
      });
  };
  const takeLists = async (file: File) => {
    const problems = values.problems.filter((item) => item.target !== "category-values");
    const parsed = parseCategoryValues(await file.text());
    const { categoryValues: _old, ...rest } = values;
    if (parsed.ok) {
      const fields = Object.keys(parsed.values);
      setLists(`${file.name}: ${countOf(fields.length, "list")} (${joinWords(fields)})`);
      onChange({ ...rest, categoryValues: parsed.values, problems });
    } else {
      setLists(undefined);
      onChange({ ...rest, problems: [...problems, { target: "category-values", text: parsed.problem }] });
    }
  };
  return (
    <Details summary="Check options" id="check-options" open={values.problems.length > 0}>
      <Radios
        name="mode"
        legend="Which answer do you want?"
        legendClass="govuk-fieldset__legend--s"
        small
        value={values.mode}
        items={[
          { value: "added", text: modeWords.added.label, hint: modeWords.added.hint },
          { value: "check", text: modeWords.check.label, hint: modeWords.check.hint },
          { value: "pipeline", text: modeWords.pipeline.label, hint: modeWords.pipeline.hint },
        ]}
        onChange={(mode) =>
          onChange({ ...values, mode: mode === "check" || mode === "pipeline" ? mode : "added" })
        }
      />
      <FileInput
        id="category-values"
        label="Allowed values (JSON file)"
        hint="Some fields take values from a list. Lists this tool does not have can be given as a file: field names with their allowed values."
        error={problem("category-values")}
        fileName={lists}
        accept=".json,application/json"
        onFile={takeLists}
      />
      <Select
        id="charset"
        label="Character set"
        hint="The platform always guesses it. Choose another to see what your file would give if it were read so."
        value={values.charset ?? ""}
        items={[
          { value: "", text: "As the platform guesses" },
          ...charsetChoices.map(([value, text]) => ({ value, text })),
        ]}
        onChange={(charset) => {
          const { charset: _old, ...rest } = values;
          onChange(charset === "" ? rest : { ...rest, charset });
        }}
      />
      <FileInput
        id="configuration"
        label="Rules to use instead (zip file)"
        hint="For the Planning Data team: a zip of configuration tables such as column.csv and patch.csv, or of a whole checkout."
        fileName={values.configuration?.name}
        accept=".zip,application/zip"
        onFile={(configuration) => onChange({ ...values, configuration })}
      />
      <TextInput
        id="today"
        label="Check as if today were"
        hint="Dates after this day count as in the future. For example 2026-08-21. Leave blank for today."
        width={10}
        error={problem("today")}
        onInput={withDate("today", "today", "The day to check as")}
      />
      <TextInput
        id="entry-date"
        label="Entry date for rows that have none"
        hint="For example 2026-08-21. Leave blank for none."
        width={10}
        error={problem("entry-date")}
        onInput={withDate("entryDate", "entry-date", "The entry date")}
      />
    </Details>
  );
}

/** A day that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
