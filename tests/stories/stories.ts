import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Symptom } from "../../src/rules/symptom.ts";

/**
 * Ten made-up reports, each with the rules as they were. The resource, the rules as they are put right and what the
 * pipeline itself then answered are a recorded case: tests/conformance/cases/story-<name>.
 */
export interface Story {
  readonly name: string;
  /** What somebody wrote. */
  readonly report: string;
  readonly dataset: string;
  readonly organisation: string;
  /** Configuration before, by file name; CRLF line ends are put in. */
  readonly before: Readonly<Record<string, readonly string[]>>;
  /** What the reader of the report looks at. */
  readonly symptom: Symptom;
  /** What the trace of this line must name: a configuration row (`patch.csv:3`), a phase that changed it, or an ending. */
  readonly trace: { readonly line: number; readonly names: string };
  /** Part of the cause, as the proposal gives it. */
  readonly cause: string;
  /** Rows proposed, as changes. */
  readonly edits: readonly string[];
  /** What is published afterwards: line, field, value. */
  readonly after: readonly (readonly [line: number, field: string, value: string])[];
}

/** Where the made-up resources come from. */
export const storyEndpoint = "5".repeat(64);
export const storyToday = "2026-09-01";
export const storyEntryDate = "2026-08-01";

const lookupColumns =
  "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date";
const columnColumns = "dataset,endpoint,resource,column,field,start-date,end-date,entry-date";
const patchColumns =
  "dataset,resource,field,pattern,value,entry-number,start-date,end-date,entry-date,endpoint";

export const stories: readonly Story[] = [
  {
    name: "boundary-looks-different",
    report: "The boundary of Mill Lane on the map is a plain box. Ours follows the walls of the gardens.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,ML1,44000011,,,",
        "conservation-area,,,,local-authority:DNC,ML2,44000012,,,",
      ],
      "column.csv": [
        columnColumns,
        `conservation-area,${storyEndpoint},,WKT,geometry,,,2025-02-01`,
        `conservation-area,${storyEndpoint},,title,name,,,2025-02-01`,
      ],
    },
    symptom: { kind: "wrong-value", field: "geometry", entryNumber: 1 },
    trace: { line: 2, names: "column.csv:2" },
    cause: "geometry is read from the column WKT",
    edits: ["column.csv change 2 field=IGNORE"],
    after: [[2, "name", "Mill Lane"]],
  },
  {
    name: "site-vanished",
    report: "Quay Street was on the map last month. Now it is gone, but it is still in our file.",
    dataset: "article-4-direction-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "article-4-direction,,,,local-authority:DNC,A4-2019,7001501,,,",
        "article-4-direction-area,,,,local-authority:DNC,A4/7,7010000007,,,",
        "article-4-direction-area,,,,local-authority:DNC,A4/8,7010000008,,,",
      ],
      "old-entity.csv": [
        "old-entity,status,entity,notes,end-date,entry-date,start-date",
        "7010000003,301,7010000007,duplicate,,2026-03-02,",
        "7010000008,410,,not in the data of March,,2026-03-02,",
      ],
    },
    symptom: { kind: "row-lost", lineNumber: 3 },
    trace: { line: 3, names: "old-entity.csv:3" },
    cause: "old-entity.csv line 3",
    edits: ["old-entity.csv delete 3"],
    after: [[3, "name", "Quay Street"]],
  },
  {
    name: "wrong-organisation",
    report: "North Bridge is shown as Rotherham's. It is ours, Doncaster's.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,NB1,44000021,,,",
        "conservation-area,,,,local-authority:DNC,NB2,44000022,,,",
        "conservation-area,,,,local-authority:DNC,NB3,44000030,,,",
      ],
      "entity-organisation.csv": [
        "dataset,entity-minimum,entity-maximum,organisation",
        "conservation-area,44000030,44000039,local-authority:DNC",
        "conservation-area,44000020,44000025,local-authority:ROT",
      ],
    },
    symptom: {
      kind: "wrong-value",
      field: "organisation",
      entryNumber: 2,
      expected: "local-authority:DNC",
    },
    trace: { line: 3, names: "entity-organisation.csv:3" },
    cause: "makes local-authority:ROT the owner of number 44000022",
    edits: [
      "entity-organisation.csv change 3 entity-maximum=44000021",
      "entity-organisation.csv entity-minimum=44000023 entity-maximum=44000025 organisation=local-authority:ROT",
      "entity-organisation.csv entity-minimum=44000022 entity-maximum=44000022 organisation=local-authority:DNC",
    ],
    after: [[3, "organisation", "local-authority:DNC"]],
  },
  {
    name: "date-a-day-off",
    report: "Weir Hill was designated on 14 June 2019. The site says the 13th.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,WH1,44000041,,,",
        "conservation-area,,,,local-authority:DNC,WH2,44000042,,,",
        "conservation-area,,,,local-authority:DNC,WH3,44000043,,,",
      ],
    },
    symptom: { kind: "wrong-value", field: "designation-date", entryNumber: 1, expected: "2019-06-14" },
    trace: { line: 2, names: "harmonise" },
    cause: "midnight in British summer time",
    edits: [
      "patch.csv field=designation-date pattern=^2019-06-13T23:00:00Z$ value=2019-06-14",
      "patch.csv field=designation-date pattern=^2021-08-31T23:00:00Z$ value=2021-09-01",
    ],
    after: [
      [2, "designation-date", "2019-06-14"],
      [3, "designation-date", "2020-01-10"],
      [4, "designation-date", "2021-09-01"],
    ],
  },
  {
    name: "half-of-the-rows-missing",
    report: "We publish four areas. Only two are there since we renamed the status.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,SB1,44000051,,,",
        "conservation-area,,,,local-authority:DNC,SB2,44000052,,,",
        "conservation-area,,,,local-authority:DNC,SB3,44000053,,,",
        "conservation-area,,,,local-authority:DNC,SB4,44000054,,,",
      ],
      "column.csv": [columnColumns, `conservation-area,${storyEndpoint},,status,notes,,,2025-02-01`],
      "filter.csv": [
        "dataset,end-date,endpoint,entry-date,entry-number,field,pattern,resource,start-date",
        `conservation-area,,${storyEndpoint},,,notes,Adopted,,`,
      ],
    },
    symptom: { kind: "row-lost", lineNumber: 3 },
    trace: { line: 3, names: "filter.csv:2" },
    cause: "filter.csv line 2",
    edits: ["filter.csv change 2 pattern=(?:Adopted)|Designated$"],
    after: [
      [3, "reference", "SB2"],
      [5, "reference", "SB4"],
    ],
  },
  {
    name: "name-is-cut",
    report: "The area is called St Marys Church and High Street, not St Mary's.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,SM1,44000061,,,",
        "conservation-area,,,,local-authority:DNC,SM2,44000062,,,",
      ],
      "patch.csv": [patchColumns, "conservation-area,,name,St Marys,St Mary's,,,,2024-05-01,"],
    },
    symptom: {
      kind: "wrong-value",
      field: "name",
      entryNumber: 2,
      expected: "St Marys Church and High Street",
    },
    trace: { line: 3, names: "patch.csv:2" },
    cause: "matches the beginning",
    edits: ["patch.csv change 2 pattern=St Marys$"],
    after: [
      [2, "name", "St Mary's"],
      [3, "name", "St Marys Church and High Street"],
    ],
  },
  {
    name: "number-is-somebody-elses",
    report: "Our area 1 has the number of the one at the racecourse, which another body looks after.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,,1,44000071,,,",
        "conservation-area,,,,local-authority:DNC,2,44000072,,,",
      ],
    },
    symptom: { kind: "wrong-entity", entryNumber: 1, entity: "44000071" },
    trace: { line: 2, names: "lookup.csv:2" },
    cause: "lookup.csv line 2 gives number 44000071 to 1 of any organisation",
    edits: [
      "lookup.csv prefix=conservation-area organisation=local-authority:DNC reference=1 entity=44000073",
    ],
    after: [[2, "entity", "44000073"]],
  },
  {
    name: "documents-point-nowhere",
    report: "The appraisals are on the site, but not with their conservation areas.",
    dataset: "conservation-area-document",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,CA12,44000081,,,",
        "conservation-area,,,,local-authority:DNC,CA13,44000082,,,",
        "conservation-area-document,,,,local-authority:DNC,D1,6300011,,,",
        "conservation-area-document,,,,local-authority:DNC,D2,6300012,,,",
        "conservation-area-document,,,,local-authority:DNC,D3,6300013,,,",
      ],
    },
    symptom: {
      kind: "issue",
      issueType: "missing associated entity",
      field: "conservation-area",
      entries: [1, 3],
    },
    trace: { line: 2, names: "missing associated entity" },
    cause: "which this organisation does not have",
    edits: [
      "patch.csv field=conservation-area pattern=CA-12 value=CA12",
      "patch.csv field=conservation-area pattern=CA-13 value=CA13",
    ],
    after: [
      [2, "conservation-area", "CA12"],
      [4, "conservation-area", "CA13"],
    ],
  },
  {
    name: "new-site-does-not-appear",
    report: "Order 2026/4 is in our file for a month now and still not on the site.",
    dataset: "tree-preservation-order",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "tree-preservation-order,,,,local-authority:DNC,TPO/2026/1,7001000101,,,",
        "tree-preservation-order,,,,local-authority:DNC,TPO/2026/2,7001000102,,,",
      ],
      "old-entity.csv": [
        "old-entity,status,entity,notes,end-date,entry-date,start-date",
        "7001000103,410,,made in error,,2026-03-02,",
      ],
    },
    symptom: { kind: "row-lost", lineNumber: 4 },
    trace: { line: 4, names: "no-entity" },
    cause: "has no entity number in lookup.csv",
    edits: [
      "lookup.csv prefix=tree-preservation-order organisation=local-authority:DNC reference=TPO/2026/4 entity=7001000104",
    ],
    after: [[4, "entity", "7001000104"]],
  },
  {
    name: "two-areas-became-one",
    report: "East Row and West Row are two areas. The site shows one, with the name of the other.",
    dataset: "conservation-area",
    organisation: "local-authority:DNC",
    before: {
      "lookup.csv": [
        lookupColumns,
        "conservation-area,,,,local-authority:DNC,CA1,44000091,,,",
        "conservation-area,,,,local-authority:DNC,CA2,44000092,,,",
      ],
    },
    symptom: { kind: "wrong-entity", entryNumber: 3, entity: "44000091" },
    trace: { line: 4, names: "lookup.csv:2" },
    cause: "CA/1 and CA1 are one to it",
    edits: [
      "patch.csv field=reference pattern=^CA/1$ value=CA-1",
      "lookup.csv prefix=conservation-area organisation=local-authority:DNC reference=CA-1 entity=44000093",
    ],
    after: [
      [2, "entity", "44000091"],
      [4, "entity", "44000093"],
    ],
  },
];

/** The recorded case of a story. */
export function storyFolder({ name }: Story): string {
  return fileURLToPath(new URL(`../conformance/cases/story-${name}/`, import.meta.url));
}

export function storyInput(story: Story): Buffer {
  return readFileSync(join(storyFolder(story), "input.csv"));
}

/** The rules as they were, as text by file name. */
export function storyTables({ before }: Story): ReadonlyMap<string, string> {
  return new Map(Object.entries(before).map(([file, lines]) => [file, `${lines.join("\r\n")}\r\n`]));
}
