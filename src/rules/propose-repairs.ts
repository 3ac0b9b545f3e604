import { mostValues, short, valuesOf } from "./field-values.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { valuePattern } from "./pattern-text.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { nearest, repairsOf } from "./repair-value.ts";
import { lineWords, scopeCells } from "./run-context.ts";

/** patch.csv for values that the platform cannot take: what each probably means. */
export function repairProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
  problem: string,
): Proposal[] {
  const values = new Map<string, number[]>();
  for (const { mapped, lineNumber } of entries) {
    const value = mapped?.get(field) ?? "";
    if (value !== "") values.set(value, [...(values.get(value) ?? []), lineNumber]);
  }
  const { specification, organisations } = observed.run.tables;
  const { today, categoryValues } = observed.run.settings;
  const allowed = categoryValues.get(field);
  const context = {
    datatype: specification.fields.get(field)?.datatype ?? "",
    field,
    today,
    organisations,
    ...(allowed ? { allowed } : {}),
  };
  const others = valuesOf(observed, field);
  const rows = [...values].slice(0, mostValues).map(([value, lines]) => ({
    value,
    lines,
    repairs: repairsOf(value, context),
    pattern: valuePattern(value, others),
  }));
  const cells = (pattern: string, value: string) => ({
    ...scopeCells(observed, "patch.csv"),
    field,
    pattern,
    value,
  });
  const proposals: Proposal[] = [];
  const known = rows.filter(({ repairs }) => repairs.length > 0);
  if (known.length > 0) {
    proposals.push(
      proposal({
        title:
          known.length === 1
            ? `Replace "${short(known[0]?.value ?? "")}" by ${known[0]?.repairs[0]}`
            : `Replace ${known.length} values of ${field} by what they probably mean`,
        cause: `${problem}: ${known
          .slice(0, 3)
          .map(({ value, lines }) => `"${short(value)}" in ${lineWords(lines)}`)
          .join(", ")}.`,
        edits: known.map(({ pattern, repairs }) => ({
          op: "add",
          file: "patch.csv",
          cells: cells(pattern, repairs[0] ?? ""),
        })),
        publisher: known
          .slice(0, 5)
          .map(
            ({ value, lines, repairs }) =>
              `write ${repairs[0]} instead of "${short(value)}" in ${lineWords(lines)}`,
          )
          .join("; "),
      }),
    );
  }
  // Other readings of one value, and values nobody can guess.
  const [only] = rows;
  for (const other of rows.length === 1 && only ? only.repairs.slice(1) : []) {
    proposals.push(
      proposal({
        title: `Replace "${short(only?.value ?? "")}" by ${other}`,
        cause: `${problem}: it may also mean ${other}.`,
        edits: [{ op: "add", file: "patch.csv", cells: cells(only?.pattern ?? "", other) }],
        publisher: `write ${other} instead of "${short(only?.value ?? "")}" in ${lineWords(only?.lines ?? [])}`,
      }),
    );
  }
  // A shape is not written by hand.
  const isShape = context.datatype === "multipolygon" || context.datatype === "point";
  const unknown = isShape ? [] : rows.filter(({ repairs }) => repairs.length === 0);
  if (unknown.length > 0) {
    proposals.push(
      proposal({
        title:
          unknown.length === 1
            ? `Replace "${short(unknown[0]?.value ?? "")}"`
            : `Replace ${unknown.length} values of ${field}`,
        cause: `${problem}: ${unknown
          .slice(0, 3)
          .map(({ value, lines }) => `"${short(value)}" in ${lineWords(lines)}`)
          .join(", ")}. What is meant cannot be told from the data.`,
        edits: unknown.map(({ pattern }) => ({ op: "add", file: "patch.csv", cells: cells(pattern, "") })),
        asks: unknown.map(({ value }, edit) => ({
          edit,
          column: "value",
          hint: `What "${short(value)}" should be; leave blank to publish no value`,
        })),
        publisher: `correct ${field} in ${lineWords(unknown.flatMap(({ lines }) => lines))}`,
      }),
    );
  }
  return proposals;
}

/** patch.csv for values that mean "none", such as dates far ahead: they are taken out. */
export function blankingProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
  problem: string,
): Proposal[] {
  const values = new Map<string, number>();
  for (const { mapped, lineNumber } of entries) {
    const value = mapped?.get(field) ?? "";
    if (value !== "" && !values.has(value)) values.set(value, lineNumber);
  }
  const others = valuesOf(observed, field);
  const rows = [...values.keys()].slice(0, mostValues);
  if (rows.length === 0) return [];
  const lines = lineWords(entries.map(({ lineNumber }) => lineNumber));
  return [
    proposal({
      title:
        rows.length === 1
          ? `Publish no value for "${short(rows[0] ?? "")}"`
          : `Publish no value for ${rows.length} values of ${field}`,
      cause: `${problem}: ${rows
        .slice(0, 3)
        .map((value) => `"${short(value)}"`)
        .join(", ")} in ${lines}.`,
      edits: rows.map((value) => ({
        op: "add",
        file: "patch.csv",
        cells: {
          ...scopeCells(observed, "patch.csv"),
          field,
          pattern: valuePattern(value, others),
          value: "",
        },
      })),
      publisher: `correct ${field} in ${lines}, or leave it blank`,
    }),
  ];
}

/** References that do not exist where they point: the reference that is most like it. */
export function pointerProposals(
  observed: ObservedRun,
  prefix: string,
  entries: readonly ObservedEntry[],
  known: readonly string[],
): Proposal[] {
  const fields = observed.run.tables.specification.fields;
  const { settings } = observed.run;
  const own = observed.run.tables.specification.datasetFields.get(settings.dataset);
  const field = own?.has(prefix)
    ? prefix
    : [...(own?.keys() ?? [])].find((name) => fields.get(name)?.prefix === prefix);
  if (field === undefined) return [];
  const values = new Map<string, number[]>();
  for (const { mapped, lineNumber } of entries) {
    const value = mapped?.get(field) ?? "";
    if (value !== "") values.set(value, [...(values.get(value) ?? []), lineNumber]);
  }
  const rows = [...values].flatMap(([value, lines]) => {
    const [best] = nearest(value, known);
    return best === undefined || best === value ? [] : [{ value, lines, best }];
  });
  if (rows.length === 0) return [];
  const others = valuesOf(observed, field);
  return [
    proposal({
      title:
        rows.length === 1
          ? `Let "${short(rows[0]?.value ?? "")}" mean ${rows[0]?.best}`
          : `Replace ${rows.length} references by those that exist`,
      cause: `${field} names ${rows
        .map(({ value }) => `"${short(value)}"`)
        .slice(0, 3)
        .join(", ")}, which this organisation does not have; ${rows
        .map(({ best }) => best)
        .slice(0, 3)
        .join(", ")} is there.`,
      edits: rows.map(({ value, best }) => ({
        op: "add",
        file: "patch.csv",
        cells: {
          ...scopeCells(observed, "patch.csv"),
          field,
          pattern: valuePattern(value, others),
          value: best,
        },
      })),
      publisher: rows
        .slice(0, 5)
        .map(({ value, lines, best }) => `write ${best} instead of "${short(value)}" in ${lineWords(lines)}`)
        .join("; "),
    }),
  ];
}
