import { csvField, csvLine } from "../csv/write.ts";
import { type Issue, issueColumns, severityColumns } from "../issues/issue.ts";
import type { IssueTypeRow } from "../specification/specification.ts";
import type { Entry, Fact } from "./block.ts";
import { floatText } from "./python-number.ts";
import type { DatasetResource, RunSettings } from "./settings.ts";

/**
 * The text of one of the pipeline's tables, made as its rows come: byte for byte what the pipeline writes, but for the
 * hashes of versions in dataset-resource.csv.
 */
export interface Table<Parts extends readonly unknown[]> {
  /** The text of one more row; the header comes with the first. */
  row(...parts: Parts): string;
  /** What is left to write after the last row. */
  end(): string;
}

type Named = Pick<RunSettings, "dataset" | "resource">;

/** transformed.csv: one row for each fact. */
export function transformedTable({ resource }: Named): Table<[Fact]> {
  const columns = [
    "end-date",
    "entity",
    "entry-date",
    "entry-number",
    "fact",
    "field",
    "priority",
    "reference-entity",
    "resource",
    "start-date",
    "value",
  ];
  // Written out, for this is the longest table by far: what is the same for all facts of an entry, or of a field, is
  // written once. Numbers and hashes need no quotes.
  const resourceAndStartDate = `${csvField(resource)},,`;
  const fields = { 1: new Map<string, FieldCells>(), 2: new Map<string, FieldCells>() };
  let header = csvLine(columns);
  let last: Fact | undefined;
  let entry = "";
  return {
    row(fact) {
      if (
        last === undefined ||
        fact.entryNumber !== last.entryNumber ||
        fact.entity !== last.entity ||
        fact.entryDate !== last.entryDate
      ) {
        last = fact;
        entry = `,${csvField(fact.entity)},${csvField(fact.entryDate)},${fact.entryNumber},`;
      }
      let field = fields[fact.priority].get(fact.field);
      if (field === undefined) {
        field = fieldCells(fact, resourceAndStartDate);
        fields[fact.priority].set(fact.field, field);
      }
      const middle =
        fact.referenceEntity === ""
          ? field.withoutReference
          : `${field.beforeReference}${csvField(fact.referenceEntity)},${resourceAndStartDate}`;
      const line = `${entry}${fact.fact}${middle}${csvField(fact.value)}\r\n`;
      if (header === "") return line;
      const first = header + line;
      header = "";
      return first;
    },
    end: () => {
      const text = header;
      header = "";
      return text;
    },
  };
}

/** The cells of a field between the fact's hash and its value. */
interface FieldCells {
  readonly beforeReference: string;
  /** All of them, for a fact that refers to nothing. */
  readonly withoutReference: string;
}

function fieldCells({ field, priority }: Fact, resourceAndStartDate: string): FieldCells {
  const beforeReference = `,${csvField(field)},${priority},`;
  // Joined, not concatenated: a text in one piece, where the engine would keep two and copy them for every row.
  return { beforeReference, withoutReference: [beforeReference, ",", resourceAndStartDate].join("") };
}

/** harmonised.csv; `fields` are the intermediate ones of `runFields`. */
export function harmonisedTable(fields: readonly string[]): Table<[Entry]> {
  return table(fields, ({ row }: Entry) => csvLine(fields.map((field) => row.get(field) ?? "")));
}

/** column-field.csv. */
export function columnFieldTable({ dataset, resource }: Named): Table<[column: string, field: string]> {
  return table(["dataset", "resource", "column", "field"], (column: string, field: string) =>
    csvLine([dataset, resource, column, field]),
  );
}

/** dataset-resource.csv. The versions of code, configuration and specification are left blank. */
export function datasetResourceTable({ dataset, resource }: Named): Table<[DatasetResource]> {
  return table(
    [
      "dataset",
      "resource",
      "entity-count",
      "entry-count",
      "line-count",
      "mime-type",
      "internal-path",
      "internal-mime-type",
      "code-version",
      "config-hash",
      "specification-hash",
    ],
    (counts: DatasetResource) =>
      csvLine([
        dataset,
        resource,
        String(counts.entityCount),
        String(counts.entryCount),
        String(counts.lineCount),
        counts.mimeType,
        counts.internalPath,
        counts.internalMimeType,
        "",
        "",
        "",
      ]),
  );
}

/** issue.csv as the nightly run writes it. */
export function issueTable(names: Named): Table<[Issue]> {
  const cells = issueCells(names);
  return table(issueColumns, (issue: Issue) => `${cells(issue, issue.entity)}\r\n`);
}

/**
 * The operational issues of the nightly run, in the columns of issue.csv: what the data team looks after, namely entries
 * whose entity is unknown. Other issues are no rows of it.
 */
export function operationalIssueTable(names: Named): Table<[Issue]> {
  const issues = issueTable(names);
  return { row: (issue) => (issue.issueType === "unknown entity" ? issues.row(issue) : ""), end: issues.end };
}

/**
 * issue.csv as the live check writes it: with what issue-type.csv says of each type, unless there are no issues at all.
 *
 * As the pipeline: its library turns a column of whole numbers with gaps into decimals, so when some issues have an
 * entity and some have not, entities end in `.0`. Issues with entities come last, and wait for the end of the run.
 */
export function checkIssueTable(names: Named, issueTypes: ReadonlyMap<string, IssueTypeRow>): Table<[Issue]> {
  const cells = issueCells(names);
  const severities = new Map<string, string>();
  const severityCells = (issueType: string) => {
    const type = issueTypes.get(issueType);
    return csvLine([type?.severity ?? "", type?.description ?? "", type?.responsibility ?? ""]);
  };
  const withSeverity = table([...issueColumns, ...severityColumns], (issue: Issue, entity: string) => {
    let severity = severities.get(issue.issueType);
    if (severity === undefined) {
      severity = severityCells(issue.issueType);
      severities.set(issue.issueType, severity);
    }
    return `${cells(issue, entity)},${severity}`;
  });
  const waiting: Issue[] = [];
  let rows = 0;
  let gaps = false;
  return {
    row(issue) {
      rows += 1;
      gaps ||= issue.entity === "";
      if (waiting.length === 0 && issue.entity === "") return withSeverity.row(issue, "");
      waiting.push(issue);
      return "";
    },
    end() {
      if (rows === 0) return csvLine(issueColumns);
      const numberText = (entity: string) => (gaps && entity !== "" ? floatText(Number(entity)) : entity);
      return waiting.map((issue) => withSeverity.row(issue, numberText(issue.entity))).join("");
    },
  };
}

/** The cells that both issue tables have, without a line end; what is the same in all rows is written once. */
function issueCells({ dataset, resource }: Named): (issue: Issue, entity: string) => string {
  const start = `${csvField(dataset)},${csvField(resource)},`;
  return ({ lineNumber, entryNumber, field, issueType, value, message }, entity) =>
    `${start}${lineNumber},${entryNumber},${csvField(field)},${csvField(entity)},${csvField(issueType)},${csvField(value)},${csvField(message)}`;
}

/** @param line a row, with its line end */
function table<Parts extends readonly unknown[]>(
  columns: readonly string[],
  line: (...parts: Parts) => string,
): Table<Parts> {
  let header = csvLine(columns);
  const headerOnce = () => {
    const text = header;
    header = "";
    return text;
  };
  return {
    row: (...parts) => headerOnce() + line(...parts),
    end: headerOnce,
  };
}
