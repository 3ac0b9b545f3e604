import { adviseOnAddress, isHopeless } from "../endpoint/rules.ts";
import type { ImportReply, ImportRow } from "../repository/import-csv.ts";
import { documentationProblem, isUnofficialPage, readUrl } from "./addresses.ts";
import type { ImportItemState } from "./import-batch.ts";
import { type FieldProblem, isRealDate, type ValidationContext } from "./validate.ts";

/** The rows of an import.csv as items, each judged by itself; a row that repeats another is a note on that one. */
export function importItems(
  { rows, duplicates }: Extract<ImportReply, { ok: true }>,
  context: ValidationContext,
): ImportItemState[] {
  const repeats = new Map<number, number[]>();
  for (const { line, of } of duplicates) repeats.set(of, [...(repeats.get(of) ?? []), line]);
  return rows.map((row): ImportItemState => {
    const problems = importProblems(row, context);
    const again = repeats.get(row.line) ?? [];
    const notes = [
      ...(again.length > 0
        ? [`Line ${again.join(", ")} ${again.length > 1 ? "say" : "says"} the same: it is one endpoint`]
        : []),
      ...importNotes(row, context),
    ];
    return { line: row.line, row, state: problems.length > 0 ? "failed" : "valid", problems, notes };
  });
}

/**
 * Everything a row of import.csv cannot be used for, by column. A start date may be blank.
 * Source: service/data-team.md 2, 3; service/request.md 1
 */
export function importProblems(row: ImportRow, context: ValidationContext): FieldProblem[] {
  if (row.fault === "surplus-cells") {
    return [
      {
        field: "",
        message: "The line has more cells than the header. Put a value that holds a comma in double quotes",
      },
    ];
  }
  if (row.fault === "line-break") {
    return [{ field: "", message: "A cell goes over several lines. Is a closing double quote missing?" }];
  }
  return [
    ...organisationProblems(row, context),
    ...datasetProblems(row, context),
    ...endpointProblems(row),
    ...documentationProblems(row),
    ...licenceProblems(row, context),
    ...dateProblems(row, context),
    ...(["", "arcgis", "wfs"].includes(row.plugin)
      ? []
      : [
          {
            field: "plugin",
            message: `"${row.plugin}" is not a plugin: leave it blank, or write arcgis or wfs`,
          },
        ]),
  ];
}

function organisationProblems({ organisation }: ImportRow, context: ValidationContext): FieldProblem[] {
  const field = "organisation";
  if (organisation === "") return [{ field, message: "The organisation is blank" }];
  if (context.organisation(organisation)) return [];
  const form = /^[a-z-]+:./.test(organisation)
    ? `"${organisation}" is not a known organisation`
    : `"${organisation}" is not an organisation's key, such as local-authority:DNC`;
  return [{ field, message: form }];
}

function datasetProblems({ pipelines }: ImportRow, { specification }: ValidationContext): FieldProblem[] {
  const field = "pipelines";
  if (pipelines.length === 0) return [{ field, message: "No dataset is named in pipelines" }];
  const unknown = pipelines.filter(
    (dataset) => (specification.datasets.get(dataset)?.collection ?? "") === "",
  );
  if (unknown.length > 0) {
    return unknown.map((dataset) => ({
      field,
      message: `"${dataset}" is not a dataset of the specification`,
    }));
  }
  const collections = new Set(pipelines.map((dataset) => specification.datasets.get(dataset)?.collection));
  if (collections.size > 1) {
    const message = `${pipelines.join(" and ")} are of different collections (${[...collections].join(", ")}): write a line for each`;
    return [{ field, message }];
  }
  const twice = pipelines.find((dataset, at) => pipelines.indexOf(dataset) !== at);
  return twice === undefined ? [] : [{ field, message: `${twice} is named twice in pipelines` }];
}

function endpointProblems({ endpointUrl }: ImportRow): FieldProblem[] {
  const field = "endpoint-url";
  if (endpointUrl === "") return [{ field, message: "The endpoint's address is blank" }];
  const form = addressForm(endpointUrl);
  if (form !== undefined) return [{ field, message: `The endpoint's address ${form}` }];
  const advice = adviseOnAddress(endpointUrl);
  if (!isHopeless(advice)) return [];
  const [first] = advice.filter(({ verdict }) => verdict === "must fix");
  return [{ field, message: first?.reason ?? "The endpoint's address leads nowhere the collector can go" }];
}

/** What is wrong with the form of an address, to be put after its name. */
function addressForm(url: string): string | undefined {
  if (url.length > 2048) return "is longer than 2,048 characters";
  if (/\s/.test(url)) return "has a space in it";
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return "must start with http:// or https://";
  if (!/^https?:/i.test(url))
    return `starts with ${url.slice(0, url.indexOf(":"))}: only http and https are collected`;
  if (!URL.canParse(url)) return "cannot be read as an address";
  if (!new URL(url).hostname.includes(".")) return "has a host without a dot";
  return readUrl(url) ? undefined : "has a user name or password in it";
}

function documentationProblems({ documentationUrl, endpointUrl }: ImportRow): FieldProblem[] {
  const field = "documentation-url";
  if (documentationUrl === "") return [{ field, message: "The documentation page's address is blank" }];
  const form = addressForm(documentationUrl);
  if (form !== undefined) return [{ field, message: `The documentation page's address ${form}` }];
  switch (documentationProblem(documentationUrl, endpointUrl)) {
    case "is-a-file":
      return [{ field, message: "The documentation page is a file: name the web page that links to it" }];
    case "same-as-endpoint":
      return [
        { field, message: "The documentation page is the endpoint itself: name the page that links to it" },
      ];
    default:
      return [];
  }
}

function licenceProblems({ licence }: ImportRow, { specification }: ValidationContext): FieldProblem[] {
  const field = "licence";
  if (licence === "") return [{ field, message: "The licence is blank" }];
  if (specification.licences.has(licence)) return [];
  const known = [...specification.licences.keys()].join(", ");
  return [{ field, message: `"${licence}" is not a licence of the specification (${known})` }];
}

function dateProblems(row: ImportRow, { today }: ValidationContext): FieldProblem[] {
  const dates: [string, string, string][] = [
    ["start-date", "The start date", row.startDate],
    ["entry-date", "The entry date", row.entryDate],
    ["end-date", "The end date", row.endDate],
  ];
  return dates.flatMap(([field, name, date]): FieldProblem[] => {
    if (date === "") return [];
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
      return [{ field, message: `${name} "${date}" must be written YYYY-MM-DD` }];
    if (!isRealDate(date)) return [{ field, message: `${name} ${date} is not a day of the calendar` }];
    if (date > today) return [{ field, message: `${name} ${date} is in the future` }];
    if (date < "1799-12-31") return [{ field, message: `${name} ${date} is before 31 December 1799` }];
    return [];
  });
}

/** What can go on and a person should know all the same. */
function importNotes(
  row: ImportRow,
  { organisation, isExpected, today, specification }: ValidationContext,
): string[] {
  const notes: string[] = [];
  const known = organisation(row.organisation);
  if (known && known.endDate !== "" && known.endDate < today)
    notes.push(`${known.name} ended on ${known.endDate}`);
  if (known) {
    for (const dataset of row.pipelines) {
      if (specification.datasets.has(dataset) && !isExpected(row.organisation, dataset))
        notes.push(`${known.name} is not expected to provide ${dataset}`);
    }
  }
  if (row.startDate === "") notes.push("No start date: the rows have none");
  if (readUrl(row.documentationUrl) && isUnofficialPage(row.documentationUrl))
    notes.push("The documentation page is not on a gov.uk or org.uk site");
  return notes;
}
