import { counted, fieldLabel } from "../issues/field-label.ts";
import type { Mode } from "../report/mode.ts";
import { allLines, type Report, type ReportLine, type RowLossReason } from "../report/report.ts";
import type { RulesUsed, RuleTable } from "../report/rules-used.ts";

export type AnswerCauseId =
  | "lookups"
  | "list-of-columns"
  | "column-read-otherwise"
  | "mapping-drops-transform"
  | "live-check-stops"
  | "entry-date"
  | "organisation"
  | "transformation"
  | "rows-left-out"
  | "rule"
  | "combined"
  | "unknown";

/** Why a line is in one answer and not, or not with the same number, in another. */
export interface AnswerCause {
  readonly id: AnswerCauseId;
  /** One sentence. */
  readonly words: string;
  /** The table of rules that does it, where one does. */
  readonly table?: RuleTable;
}

const names: Readonly<Record<Mode, string>> = {
  added: "the answer for once it is added",
  check: "the live check",
  pipeline: "the nightly run",
};

/** Found only where numbers are looked up, or of what comes from there. */
const lookupTypes: ReadonlySet<string> = new Set([
  "unknown entity",
  "unknown entity - missing reference",
  "entity number out of range",
  "missing associated entity",
]);

/** Logged of what is left after rows without a number are taken out. */
const afterLookup: ReadonlySet<string> = new Set(["reference values are not unique", "combined-value"]);
const entryDateTypes: ReadonlySet<string> = new Set(["entry-before-start", "same-entry-date"]);
const shapeFields: ReadonlySet<string> = new Set(["geometry", "point", "GeoX,GeoY"]);

/** What rules of a table do, after "Rules of the data team". */
const ruleWords: Readonly<Record<RuleTable, string>> = {
  "column.csv": "say which column is which field",
  "combine.csv": "join rows that have one reference",
  "concat.csv": "put a value together from several columns",
  "default.csv": "fill blank values from another column",
  "default-value.csv": "fill blank values with a fixed one",
  "filter.csv": "let only certain rows through",
  "patch.csv": "replace known wrong values",
  "skip.csv": "skip rows before they are read",
  "transform.csv": "publish a field under a newer name",
};

interface Pair {
  readonly line: ReportLine;
  readonly is: ReportLine | undefined;
  readonly was: ReportLine | undefined;
  readonly here: Report;
  readonly there: Report;
}

/** The known causes, the most telling first; `unknown` alone when none fits. */
export function causesOf(
  is: ReportLine | undefined,
  here: Report,
  was: ReportLine | undefined,
  there: Report,
): AnswerCause[] {
  const line = is ?? was;
  if (!line) return [];
  const pair: Pair = { line, is, was, here, there };
  const found = [
    liveCheckStops(pair),
    lookups(pair),
    listOfColumns(pair),
    mappingDropsTransform(pair),
    columnReadOtherwise(pair),
    ...rules(pair),
    entryDate(pair),
    organisation(pair),
    transformation(pair),
    ...leftOut(pair),
  ].filter((cause) => cause !== undefined);
  if (found.length > 0) return found;
  const unknown = `${capital(nameOf(here))} and ${nameOf(there)} treat these rows differently; this tool cannot say by which rule.`;
  return [{ id: "unknown", words: unknown }];
}

function liveCheckStops({ line }: Pair): AnswerCause | undefined {
  if (line.type !== "live-check-shows-nothing") return undefined;
  return {
    id: "live-check-stops",
    words:
      "A row without a usable pair of GeoX and GeoY stops the last step of the live check (a fault of it); the nightly run goes on.",
  };
}

function lookups({ line, here, there }: Pair): AnswerCause | undefined {
  const oneIsNightly = (here.checked.mode === "pipeline") !== (there.checked.mode === "pipeline");
  if (!lookupTypes.has(line.type) || !oneIsNightly) return undefined;
  return {
    id: "lookups",
    words: "Only the nightly run looks references up in the platform’s list of numbers.",
  };
}

/** The live check's own list of columns, and how it compares names. */
function listOfColumns({ line, is, was, here, there }: Pair): AnswerCause | undefined {
  if (line.type !== "missing column") return undefined;
  const check = [here, there].find(({ checked }) => checked.mode === "check");
  if (!check) return undefined;
  const inCheck = check === here ? is : was;
  if (inCheck && !(check === here ? was : is) && inCheck.words.note !== undefined) {
    return {
      id: "list-of-columns",
      words: `The live check’s list asks for ${inCheck.field}, a field that the dataset does not have; nothing else asks for it.`,
    };
  }
  if (inCheck) return undefined;
  const part = check.columns.mapped.find(({ field }) => line.field.includes(field));
  return {
    id: "list-of-columns",
    words: part
      ? `The live check takes the column ${part.column} (${part.field}) for ${line.field}, because it only looks whether the one name is part of the other.`
      : `The live check stops asking for ${line.field} once it has reported a field whose name is part of it.`,
  };
}

/** Hand-matched columns keep the live check from fetching transform.csv. */
function mappingDropsTransform({ line, here, there }: Pair): AnswerCause | undefined {
  const [withIt, without] = byTable("transform.csv", here, there);
  if (!withIt || without?.checked.mode !== "check") return undefined;
  if (!touches(usedIn(withIt, "transform.csv"), line.field) && line.about === "row") return undefined;
  return {
    id: "mapping-drops-transform",
    table: "transform.csv",
    words:
      "Because columns were matched by hand, the live check leaves out the rules that give fields their newer names (transform.csv), a quirk of it.",
  };
}

function columnReadOtherwise({ line, here, there }: Pair): AnswerCause | undefined {
  if (line.type === "unused-columns" || line.type === "renamed-columns")
    return readOtherwise("", here, there);
  if (line.field === "") return undefined;
  const fields = line.field === "GeoX,GeoY" ? ["GeoX", "GeoY"] : [line.field];
  for (const field of fields) {
    const cause = readOtherwise(field, here, there);
    if (cause) return cause;
  }
  return undefined;
}

/** @param field `""` for any */
function readOtherwise(field: string, here: Report, there: Report): AnswerCause | undefined {
  const of = (report: Report) =>
    new Set(
      report.columns.mapped
        .filter((each) => field === "" || each.field === field)
        .map((each) => `${each.column}\n${each.field}`),
    );
  const [is, was] = [of(here), of(there)];
  for (const [mine, others, report] of [
    [is, was, here],
    [was, is, there],
  ] as const) {
    const only = [...mine].find((column) => !others.has(column));
    if (only === undefined) continue;
    const [column = "", as = ""] = only.split("\n");
    return {
      id: "column-read-otherwise",
      table: "column.csv",
      words: `The column ${column} is read as ${fieldLabel(as)} only in ${nameOf(report)}: a row of column.csv that is for this address, or a matching of your own, is used there alone.`,
    };
  }
  return undefined;
}

/** Tables of which only one answer uses rows, where those are about the line. */
function rules(pair: Pair): (AnswerCause | undefined)[] {
  const { line, here, there } = pair;
  const tables = [
    ...new Set([...(here.checked.rules ?? []), ...(there.checked.rules ?? [])].map(({ table }) => table)),
  ];
  return tables
    .filter((table) => table !== "column.csv" && table !== "transform.csv")
    .map((table): AnswerCause | undefined => {
      const [withIt, without] = byTable(table, here, there);
      if (!withIt || !without) return undefined;
      const used = usedIn(withIt, table);
      if (table === "combine.csv" && line.type === "reference values are not unique") {
        return {
          id: "combined",
          table,
          words: `Where rules join rows (combine.csv, used by ${nameOf(withIt)}), the platform does not look for references that are not unique.`,
        };
      }
      const rowsGo = (table === "skip.csv" || table === "filter.csv") && losesRows(table, withIt, without);
      // A file's own line, such as the number of its rows, changes when rows go.
      if (!rowsGo && !acted(table, withIt, line.field)) return undefined;
      const about = used?.fields.filter((field) => field !== "").map(fieldLabel) ?? [];
      const where = about.length > 0 && about.length <= 3 ? ` of ${about.join(", ")}` : "";
      return {
        id: "rule",
        table,
        words: `Rules of the data team that ${ruleWords[table]}${table === "patch.csv" || table.startsWith("default") ? where : ""} (${table}) are used by ${nameOf(withIt)} and not by ${nameOf(without)}.`,
      };
    });
}

/** What the pipeline logs when a rule of the table did something. */
const traces: Partial<Readonly<Record<RuleTable, string>>> = {
  "patch.csv": "patch",
  "default.csv": "default-field",
  "default-value.csv": "default-value",
  "combine.csv": "combined-value",
};

/** Whether a rule of the table really changed the field, and is not only there. */
function acted(table: RuleTable, report: Report, field: string): boolean {
  if (table === "concat.csv") return report.columns.built.some((built) => built.field === field);
  const type = traces[table];
  const fields = field === "GeoX,GeoY" ? ["GeoX", "GeoY", "point"] : [field];
  return allLines(report).some((line) => line.type === type && fields.includes(line.field));
}

function losesRows(table: RuleTable, withIt: Report, without: Report): boolean {
  const reason: RowLossReason = table === "skip.csv" ? "skip-pattern" : "filter";
  return lossOf(withIt, reason) !== lossOf(without, reason);
}

function entryDate({ line, here, there }: Pair): AnswerCause | undefined {
  if (line.field !== "entry-date" && !entryDateTypes.has(line.type)) return undefined;
  const [a, b] = [here.checked.entryDate, there.checked.entryDate];
  if (a === b) return undefined;
  const [dated, other] = a === "" ? [there, here] : [here, there];
  return {
    id: "entry-date",
    words: `Rows without an entry date get ${dated.checked.entryDate} in ${nameOf(dated)}, the day the data is first collected; in ${nameOf(other)} they get ${other.checked.entryDate || "none"}.`,
  };
}

function organisation({ line, here, there }: Pair): AnswerCause | undefined {
  if (!["organisation", "OrganisationURI"].includes(line.field)) return undefined;
  const [a, b] = [here, there].map(({ checked }) => checked.organisations.length);
  if (a === b) return undefined;
  const [told, other] = a ? [here, there] : [there, here];
  return {
    id: "organisation",
    words: `${capital(nameOf(told))} knows who publishes the data and fills in blank organisations; ${nameOf(other)} is not told.`,
  };
}

function transformation({ line, here, there }: Pair): AnswerCause | undefined {
  if (here.checked.transformation === there.checked.transformation || !shapeFields.has(line.field))
    return undefined;
  const [official, other] = here.checked.transformation === "ostn15" ? [here, there] : [there, here];
  // No National Grid coordinates were met: the two do the same.
  if (official.checked.transformationsApart === undefined) return undefined;
  return {
    id: "transformation",
    words: `British National Grid is converted by the official table (OSTN15) in ${nameOf(official)}, and without it in ${nameOf(other)}: the same places are up to ${official.checked.transformationsApart.toFixed(1)} metres apart.`,
  };
}

/** Rows that one answer leaves out are not looked at any further there. */
function leftOut({ line, here, there }: Pair): AnswerCause[] {
  // What is logged while a row is read is logged whether or not it is left out later.
  if (line.source !== "ours" && !afterLookup.has(line.type)) return [];
  const reasons: readonly [RowLossReason, string][] = [
    ["no-entity", "have a reference without a number on the platform"],
    ["retired-entity", "belong to records the platform has retired"],
    ["no-reference", "have no reference"],
    ["no-facts", "have nothing left to publish"],
    ["not-reached", "are not reached, because the run stops with an error"],
  ];
  return reasons.flatMap(([reason, words]) => {
    const [a, b] = [lossOf(here, reason), lossOf(there, reason)];
    if (a === b) return [];
    const [more, rows] = a > b ? [here, a - b] : [there, b - a];
    return [
      {
        id: "rows-left-out" as const,
        words: `${capital(nameOf(more))} leaves out ${counted(rows, "more row")} that ${
          rows === 1
            ? words
                .replace(/^have/, "has")
                .replace(/^belong/, "belongs")
                .replace(/^are/, "is")
            : words
        }, and looks no further at ${rows === 1 ? "it" : "them"}.`,
      },
    ];
  });
}

function lossOf({ counts }: Report, reason: RowLossReason): number {
  return counts.dropped.find((each) => each.reason === reason)?.count ?? 0;
}

/** The report that uses rows of a table, and the other that uses none or fewer. */
function byTable(table: RuleTable, here: Report, there: Report): [Report?, Report?] {
  const [a, b] = [here, there].map((report) => usedIn(report, table)?.rows ?? 0);
  if (a === b || a === undefined || b === undefined) return [];
  return a > b ? [here, there] : [there, here];
}

function usedIn({ checked }: Report, table: RuleTable): RulesUsed | undefined {
  return checked.rules?.find((each) => each.table === table);
}

function touches(used: RulesUsed | undefined, field: string): boolean {
  if (!used) return false;
  const fields = field === "GeoX,GeoY" ? ["GeoX", "GeoY", "point"] : [field];
  return used.fields.some((each) => each === "" || fields.includes(each));
}

function nameOf({ checked }: Report): string {
  return names[checked.mode];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
