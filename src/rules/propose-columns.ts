import { normaliseColumn } from "../configuration/column.ts";
import { earlierMappings, suggestFields } from "../configuration/column-suggestions.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { lineWords, rowOf, ruleWords, scopeCells } from "./run-context.ts";

/** How many columns or fields are offered for one thing. */
const most = 3;

/**
 * Rows for a field that has no value: another column of the file, a join of columns (for a reference), another field,
 * or a fixed value.
 */
export function fillProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
): Proposal[] {
  return [
    ...columnProposals(observed, field, entries),
    ...(field === "reference" ? joinProposals(observed) : []),
    ...defaultFieldProposals(observed, field, entries),
    ...defaultValueProposals(observed, field, entries),
  ];
}

/** column.csv: each column that is not read, or read as something else by mistake, and has values where they are missed. */
export function columnProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
): Proposal[] {
  return unreadColumns(observed, field, entries).map(({ column, filled }) =>
    columnProposal(observed, column, field, filled),
  );
}

/** Columns nothing is read from that look like a field, most alike first, with how many of the entries they fill. */
export function unreadColumns(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
): { readonly column: string; readonly filled: number }[] {
  const header = observed.header?.columns ?? [];
  const mapped = new Map(observed.columnFields.map(({ column, field: to }) => [column, to]));
  const { settings, tables } = observed.run;
  const { schemaFields, pipelines } = tables.specification;
  const fields = new Set(schemaFields.get(pipelines.get(settings.dataset) ?? ""));
  const earlier = earlierMappings(observed.configuration.tables.get("column.csv"));
  return header
    .filter((column) => column !== "" && (mapped.get(column) ?? "IGNORE") === "IGNORE")
    .map((column) => {
      const values = entries.map(({ published }) => published.get(column) ?? "");
      const filled = values.filter((value) => value !== "").length;
      const suggested = suggestFields(column, header, settings.dataset, fields, earlier);
      const place = suggested.findIndex((one) => one.field === field);
      const likeName = place === 0 ? 4 : place > 0 ? 2 : 0;
      const score = likeName + likeField(values, field, observed) + filled / Math.max(1, entries.length);
      return { column, filled, score };
    })
    .filter(({ filled, score }) => filled > 0 && score >= 1.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}

function columnProposal(observed: ObservedRun, column: string, field: string, filled: number): Proposal {
  const scope = scopeCells(observed, "column.csv");
  const ignoring = observed.run.tables.configuration.columns.get(normaliseColumn(column));
  const publisher = `name the column ${JSON.stringify(column)} ${JSON.stringify(field)}`;
  if (ignoring && ignoring.line > 0) {
    const row = rowOf(observed.configuration, ignoring);
    const same = Object.entries(scope).every(([key, value]) => (row[key] ?? "") === value);
    return proposal({
      title: `Read the column ${column} as ${field}`,
      cause: `${ruleWords(observed.configuration, ignoring)} keeps the column ${column} from being read.`,
      edits: same
        ? [{ op: "change", file: "column.csv", line: ignoring.line, cells: { field } }]
        : [{ op: "add", file: "column.csv", cells: { ...scope, column, field } }],
      publisher,
    });
  }
  return proposal({
    title: `Read the column ${column} as ${field}`,
    cause: `No column is read as ${field}; ${column}, which is not read, has a value in ${filled === 1 ? "1 row" : `${filled} of these rows`}.`,
    edits: [{ op: "add", file: "column.csv", cells: { ...scope, column, field } }],
    publisher,
  });
}

/** 0 to 3: whether values look like the field's. A reference's are all different. */
function likeField(values: readonly string[], field: string, observed: ObservedRun): number {
  const filled = values.filter((value) => value !== "");
  if (filled.length === 0) return 0;
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  const datatype = observed.run.tables.specification.fields.get(field)?.datatype ?? "";
  if (field === "reference") {
    const unique = new Set(filled).size === values.length && values.length > 0;
    const short = share((value) => value.length <= 40 && !/^-?\d+\.\d{3,}$/.test(value));
    return unique && short > 0.9 ? 2 : -2;
  }
  if (datatype === "multipolygon" || datatype === "point") {
    const kind =
      datatype === "point" ? /^\s*(?:POINT|\{[^}]*"Point")/i : /^\s*(?:(?:MULTI)?POLYGON|\{[^}]*Polygon")/i;
    return share((value) => kind.test(value)) > 0.5 ? 3 : -4;
  }
  if (datatype === "datetime")
    return share((value) => /\d{4}|\d\d?[/.-]\d/.test(value) && value.length < 40) > 0.5 ? 1 : -1;
  if (datatype === "url") return share((value) => /^(?:https?:|www\.)/i.test(value)) > 0.5 ? 2 : -2;
  if (datatype === "decimal" || datatype === "integer")
    return share((value) => /\d/.test(value)) > 0.5 ? 0.5 : -2;
  return share((value) => /^\s*(?:(?:MULTI)?POLYGON|POINT)\s*\(/i.test(value)) > 0.5 ? -4 : 0;
}

/** concat.csv: the fewest columns that together tell every row from every other. */
export function joinProposals(observed: ObservedRun): Proposal[] {
  const entries = [...observed.entries.values()];
  const header = (observed.header?.columns ?? []).filter(
    (column) => column !== "" && !entries.some(({ published }) => (published.get(column) ?? "").length > 60),
  );
  // What concat already makes stays in front; columns it is made of add nothing.
  const existing = header.includes("reference") ? ["reference"] : [];
  const others = header.filter(
    (column) => column !== "reference" && entries.some(({ published }) => published.get(column)),
  );
  const cells = (columns: readonly string[], { published }: ObservedEntry) =>
    columns.map((column) => published.get(column) ?? "");
  const tellsApart = (columns: readonly string[]) =>
    new Set(entries.map((entry) => cells([...existing, ...columns], entry).join("\0"))).size ===
      entries.length && entries.every((entry) => cells(columns, entry).some((cell) => cell !== ""));
  const sets: string[][] = [];
  if (existing.length > 0) sets.push(...others.map((column) => [column]));
  if (existing.length === 0) {
    others.forEach((first, at) => {
      for (const second of others.slice(at + 1)) sets.push([first, second]);
    });
  }
  // A join with a date or a shape would change with the data.
  const steady = (columns: readonly string[]) =>
    columns.every(
      (column) =>
        !entries.some(({ published }) =>
          /\d{4}-\d\d-\d\d|\d\d?\/\d\d?\/\d{4}|\(|,/.test(published.get(column) ?? ""),
        ),
    );
  const alone = (column: string) =>
    new Set(entries.map(({ published }) => published.get(column))).size === entries.length;
  return sets
    .filter(
      (columns) => (existing.length > 0 || !columns.some(alone)) && steady(columns) && tellsApart(columns),
    )
    .slice(0, most)
    .map((columns) =>
      proposal({
        title: `Make the reference out of ${[...existing, ...columns].join(" and ")}`,
        cause: `No single column tells the rows apart; ${[...existing, ...columns].join(" and ")} together do.`,
        edits: [
          {
            op: "add",
            file: "concat.csv",
            cells: {
              ...scopeCells(observed, "concat.csv"),
              field: "reference",
              fields: columns.join(";"),
              separator: "/",
            },
          },
        ],
        publisher: "give each row a reference of its own that lasts",
      }),
    );
}

/** default.csv: another field of the same kind that has a value in these rows. */
function defaultFieldProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
): Proposal[] {
  const { fields } = observed.run.tables.specification;
  const datatype = fields.get(field)?.datatype;
  if (datatype !== "datetime" && datatype !== "url") return [];
  const [first] = entries;
  const own = [...(first?.harmonised?.keys() ?? [])].filter(
    (other) =>
      other !== field &&
      other !== "entry-date" &&
      other !== "end-date" &&
      fields.get(other)?.datatype === datatype &&
      entries.every(({ harmonised }) => (harmonised?.get(other) ?? "") !== ""),
  );
  return own.slice(0, most).map((other) =>
    proposal({
      title: `Fill ${field} from ${other}`,
      cause: `${field} is not given; ${other} is, in all of these rows.`,
      edits: [
        {
          op: "add",
          file: "default.csv",
          cells: { ...scopeCells(observed, "default.csv"), field, "default-field": other },
        },
      ],
      publisher: `give ${field} in ${lineWords(entries.map(({ lineNumber }) => lineNumber))}`,
    }),
  );
}

/** Fields of which one value for a whole file makes sense. */
const fileWide = (field: string) =>
  /-url$|^(?:organisation|licence|notes|document-type|tree-preservation-order-tree)$/.test(field);

/** default-value.csv: what all other rows say; for addresses and the like, what a person knows. */
function defaultValueProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
): Proposal[] {
  const missing = new Set(entries.map(({ entryNumber }) => entryNumber));
  const values = new Set(
    observed.facts.flatMap((fact) =>
      fact.field === field && !missing.has(fact.entryNumber) ? [fact.value] : [],
    ),
  );
  const [only] = values;
  if (values.size > 1 || (values.size === 0 && !fileWide(field))) return [];
  const value = only ?? "";
  return [
    proposal({
      title: value === "" ? `Fill ${field} with one value for all rows` : `Fill ${field} with ${value}`,
      cause:
        value === ""
          ? `${field} is given in no row; it may be the same for all of them.`
          : `${field} is missing in ${lineWords(entries.map(({ lineNumber }) => lineNumber))}; every other row has ${value}.`,
      edits: [
        {
          op: "add",
          file: "default-value.csv",
          cells: { ...scopeCells(observed, "default-value.csv"), field, value },
        },
      ],
      asks:
        value === ""
          ? [{ edit: 0, column: "value", hint: `The ${field} of every row of this endpoint` }]
          : [],
      publisher: `give ${field} in every row`,
    }),
  ];
}
