import type { DecisionField, DecisionsRead, DecisionTexts } from "../../request/decisions-text.ts";
import { Details } from "../components/details.tsx";
import { Textarea } from "../components/textarea.tsx";

const fields: readonly { readonly field: DecisionField; readonly label: string; readonly hint: string }[] = [
  {
    field: "excludedReferences",
    label: "References that get no number now",
    hint: "One a line. All others are numbered in the order of the data.",
  },
  {
    field: "useNumbers",
    label: "References that take a number that is there",
    hint: "The same real thing under another reference or from another provider: CA12 = 44000123",
  },
  {
    field: "redirects",
    label: "Numbers that lead to another (301)",
    hint: "Old number > the number that stays, or a new reference ; the evidence. For example 44000124 > 44015030 ; same shape",
  },
  {
    field: "removals",
    label: "Numbers that were given in error (410)",
    hint: "Number ; reason. What had the number disappears from the platform without any issue in the log.",
  },
  {
    field: "resources",
    label: "Downloaded files that are not used",
    hint: "The file's SHA-256 (64 characters) ; reason",
  },
];

interface DecisionFieldsProps {
  readonly texts: DecisionTexts;
  readonly problems: DecisionsRead["problems"];
  readonly onChange: (texts: DecisionTexts) => void;
}

/** What the data team decides about the numbers of a request, one decision a line. */
export function DecisionFields({ texts, problems, onChange }: DecisionFieldsProps) {
  const written = Object.values(texts).some((text) => text.trim() !== "");
  return (
    <Details summary="Decisions about entity numbers" open={written}>
      {fields.map(({ field, label, hint }) => (
        <Textarea
          key={field}
          id={field}
          label={label}
          hint={hint}
          rows={3}
          spellcheck={false}
          error={problems.find((problem) => problem.field === field)?.message}
          value={texts[field]}
          onInput={(text) => onChange({ ...texts, [field]: text })}
        />
      ))}
    </Details>
  );
}
