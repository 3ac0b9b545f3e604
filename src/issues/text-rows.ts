/** Words for issues about rows, references, organisations, categories and the data team's rules. Facts: service/help.md. */
import type { IssueText } from "./issue-text.ts";

const was = (has: "has" | "have") => (has === "has" ? "was" : "were");

export const rowText = {
  "missing value": {
    predicate: (field, has) =>
      field.field === "geometry" || field.field === "point"
        ? `${has} neither a geometry nor a point`
        : `${has} no ${field.label}`,
    ofAll: (field) =>
      field.field === "geometry" || field.field === "point"
        ? "No row has a geometry or a point"
        : `No row has ${field.a}`,
    what: (field) =>
      field.field === "geometry" || field.field === "point"
        ? "The columns for geometry and point are there, but in this row both are blank."
        : `The column for ${field.label} is there, but in this row the cell is blank, or holds only a mark for "nothing" such as null, N/A, ? or a dash.`,
    why: (field) =>
      field.field === "reference" || field.field === "SiteReference"
        ? "The reference is how the platform recognises each thing, now and in later versions of your file. Without one it cannot be given a number."
        : `The ${field.label} is mandatory for this dataset, so people who use the data expect to find one.`,
    platform: (field) =>
      field.field === "reference" || field.field === "SiteReference"
        ? "The row is not published."
        : `The row is published without ${field.a}.`,
    fix: (field) => {
      if (field.field === "reference" || field.field === "SiteReference")
        return "Give each row a reference of its own that will never change, for example CA12.";
      if (field.field === "geometry" || field.field === "point")
        return "Give each row a shape in the geometry column, or a location in the point column.";
      return `Fill in the ${field.label} of each row.`;
    },
    example: { datatype: "row", raises: "N/A", passes: "CA12" },
    exampleFits: (field) => field === "reference" || field === "SiteReference",
    outcome: "value-lost",
    phase: "harmonise",
  },
  "reference values are not unique": {
    predicate: (field, has) => `${has} ${field.a} that another row has too`,
    what: "The same reference, with the same entry date, stands in two or more rows.",
    why: "Each reference must belong to one thing. When two rows share it, the platform takes them for the same thing.",
    platform:
      "The rows overwrite one another: the platform makes one record of them, and for each field shows only one of their values. What the other rows say is lost.",
    fix: "If they are different things, give each its own reference. If they are one thing, keep one row and put all its shapes into it. If one row is a newer version, give it a later entry date.",
    example: { datatype: "row", raises: "TPO1, TPO1", passes: "TPO1-A, TPO1-B" },
    outcome: "rows-mixed",
    phase: "duplicate reference check",
    note: "The platform does not test this for datasets where its own rules combine several rows into one.",
  },
  "unknown entity": {
    predicate: (_field, has) => `${has} a reference that is new to the platform`,
    what: "The platform has no number yet for a thing with this reference.",
    why: "Every published thing has a permanent number. New references get theirs when the data team has looked at them; an automatic job does so on weekday evenings when fewer than one in ten rows are new.",
    platform: "The row waits and is published once it has a number.",
    fix: "Nothing, if these things are new. If they only have new references, go back to the old ones, or tell the data team which old reference each new one replaces.",
    example: { datatype: "row", raises: "conservation-area:CA99", passes: "conservation-area:CA1" },
    outcome: "row-lost",
    phase: "entity lookup",
  },
  "unknown entity - missing reference": {
    predicate: (_field, has) =>
      `${has} no reference, so ${has === "has" ? "it" : "they"} cannot be given a number`,
    ofAll: "No row has a reference, so none can be given a number",
    what: "The row has no reference, and the platform gives numbers by reference.",
    why: "Without a number nothing about the row can be stored.",
    platform: "The row is not published.",
    fix: "Give each row a reference of its own that will never change.",
    example: { datatype: "row", raises: "conservation-area:", passes: "conservation-area:CA1" },
    outcome: "row-lost",
    phase: "entity lookup",
  },
  "entity number out of range": {
    predicate: (_field, has) => `${has} a number on the platform that belongs to another dataset's range`,
    what: "The number in the platform's own list lies outside the range set aside for this dataset.",
    why: "The list has a mistake, or the range was changed. It has nothing to do with your file.",
    platform: "The row is published under that number.",
    fix: "Nothing in your file. You can tell the data team which reference it is.",
    example: { datatype: "row", raises: "1", passes: "44000001" },
    outcome: "kept",
    phase: "entity lookup",
  },
  "reference value contains reference_prefix": {
    predicate: (field, has) => `${has} ${field.a} that begins with the name of its dataset`,
    what: "The reference includes the dataset's name, as in conservation-area:CA1.",
    why: "The platform puts the dataset's name in front of references itself.",
    platform: "The reference is kept as it is.",
    fix: "Give only the reference: CA1.",
    example: { datatype: "row", raises: "conservation-area:CA1", passes: "CA1" },
    outcome: "kept",
    phase: "none",
  },
  "combined-value": {
    predicate: (field, has) =>
      `${was(has)} joined with other rows to make one ${field.a.replace(/^an? /, "")}`,
    what: "Several rows of one thing were joined: shapes merged into one, texts put one after the other.",
    why: "A rule of the data team asks for it, usually because one thing comes in several pieces.",
    platform: (field) => `Each of these rows gets the combined ${field.label}.`,
    fix: "Nothing, if the result is what you mean. Otherwise tell the data team.",
    example: {
      datatype: "row",
      raises: "two rows with a polygon each",
      passes: "one row with one multipolygon",
    },
    outcome: "changed",
    phase: "fact combine",
  },
  "missing associated entity": {
    predicate: (field, has) => `${has} ${field.a} that the platform cannot find`,
    what: (field) =>
      `The ${field.label} should be the reference of a record in another dataset. There is no such record for your organisation.`,
    why: (field) =>
      `People use the ${field.label} to get from one record to the other; without the record there is nothing to get to.`,
    platform: "The text is kept, but it leads nowhere.",
    fix: (field) =>
      field.field === "listed-building"
        ? "Use the list entry number that Historic England gives the building, for example 1234567."
        : `Provide the ${field.label} data first, and write the reference exactly as it is written there.`,
    example: { datatype: "row", raises: "A4/1", passes: "A4D1" },
    outcome: "kept",
    phase: "fact lookup",
  },
  "invalid organisation": {
    predicate: (field, has) => `${has} ${field.a} that the platform does not know`,
    what: "The value is neither the code, nor the statistical (GSS) code, nor the web address of an organisation the platform knows.",
    why: "The platform records who provided each row, and can only do so with a code it knows.",
    platform: "The value is removed. The row is published, but may not be found under your organisation.",
    fix: "Leave it blank to mean your own organisation, or give a code such as local-authority:BST or E06000023.",
    example: { datatype: "row", raises: "Bristol Council", passes: "local-authority:BST" },
    outcome: "value-lost",
    phase: "organisation",
  },
  "invalid category value": {
    predicate: (field, has) => `${has} ${field.a} that is not on the list of allowed values`,
    what: (field) => `The ${field.label} must be one of a fixed list of values.`,
    why: "Only values from the list can be counted, filtered and compared between authorities. Capitals do not matter, and a space counts as a hyphen; several values are separated by semicolons.",
    platform:
      "The value is published as you wrote it, but people who look for the listed values will not find the row.",
    fix: "Replace it by a value from the list in the guidance for this dataset.",
    example: { datatype: "row", raises: "Appraisal", passes: "area-appraisal" },
    outcome: "kept",
    phase: "harmonise",
  },
  patch: {
    predicate: (field, has) =>
      `had ${withPossessive(has)} ${field.label} replaced by a rule of the data team`,
    what: "The data team keeps a list of values that are known to need replacing. This one is on it.",
    why: "Someone found that the value would otherwise be lost or misread, and wrote a rule for it.",
    platform: "The replacement is published instead of your value.",
    fix: "Nothing. If you correct the value in your own data, the rule can be dropped.",
    example: { datatype: "row", raises: "no", passes: "" },
    exampleFits: () => false,
    outcome: "changed",
    phase: "patch",
  },
  "default-field": {
    predicate: (field, has) => `had ${withPossessive(has)} blank ${field.label} filled from another column`,
    what: (field) =>
      `The ${field.label} is blank, and a rule of the data team says which other column to take it from.`,
    why: "Some files hold the value under another name.",
    platform: "The value of the other column is published.",
    fix: "Nothing, if the other column says the same thing. Otherwise fill in the value.",
    example: { datatype: "row", raises: "", passes: "2024-03-01" },
    exampleFits: (field) => /date/i.test(field),
    outcome: "changed",
    phase: "default",
  },
  "default-value": {
    predicate: (field, has) => `had ${withPossessive(has)} blank ${field.label} filled with a fixed value`,
    what: (field) => `The ${field.label} is blank, and a rule of the data team says what to put there.`,
    why: "The value is the same for everything at this address, so it need not be in the file.",
    platform: "The fixed value is published.",
    fix: "Nothing, if the value is right. Otherwise fill in your own.",
    example: { datatype: "row", raises: "", passes: "yes" },
    exampleFits: () => false,
    outcome: "changed",
    phase: "default",
  },
  "removed URI prefix": {
    predicate: (_field, has) => `${has} a Wikipedia address that was cut to the name of the page`,
    what: "A whole Wikipedia address was given; the platform keeps only the name of the page.",
    why: "The platform puts the address together again when it shows it.",
    platform: "The beginning of the address (https://en.wikipedia.org/wiki/) is removed.",
    fix: "Nothing. You can give just the name of the page.",
    example: { datatype: "row", raises: "https://en.wikipedia.org/wiki/Big_Ben", passes: "Big_Ben" },
    outcome: "changed",
    phase: "harmonise",
    note: "Only addresses that begin with https:// are cut; one with http:// is noted but stays as it is.",
  },
} as const satisfies Record<string, IssueText>;

function withPossessive(has: "has" | "have"): string {
  return has === "has" ? "its" : "their";
}
