import { builtInFormatKind, epoch1900, epoch1904, formatKind, type NumberFormatKind } from "./excel-date.ts";
import { decodeXml, parseXml, type XmlElement, xmlTree } from "./xml.ts";
import type { ZipArchive } from "./zip-archive.ts";

/**
 * The parts of an Excel workbook (Office Open XML, transitional) that its first worksheet needs, found as openpyxl
 * finds them.
 *
 * Source: openpyxl/reader/excel.py, reader/workbook.py, styles/stylesheet.py, reader/strings.py
 */
export interface Workbook {
  /** The XML of the first worksheet: hidden ones count, sheets that only hold a chart do not. */
  readonly firstSheet: Uint8Array;
  readonly sharedStrings: readonly string[];
  /** Milliseconds of day 0 since 1970. */
  readonly epoch: number;
  /** By a cell's style number: is its number a date? */
  readonly styles: readonly NumberFormatKind[];
}

export const sheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationshipNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const sharedStringsType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml";

/** Macro-enabled template, template, macro-enabled workbook, workbook: the order openpyxl asks for them. */
const workbookTypes = [
  "application/vnd.ms-excel.template.macroEnabled.main+xml",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
  "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
];

/** A part is missing, damaged or says what openpyxl refuses: the pipeline then takes the resource for no workbook. */
class NotAWorkbook extends Error {}

/** @returns `undefined` when openpyxl would raise */
export function openWorkbook(zip: ZipArchive): Workbook | undefined {
  try {
    return readWorkbook(partsOf(zip));
  } catch (error) {
    if (error instanceof NotAWorkbook) return undefined;
    throw error;
  }
}

interface Parts {
  has(path: string): boolean;
  bytes(path: string): Uint8Array;
  tree(path: string): XmlElement;
}

function partsOf(zip: ZipArchive): Parts {
  // Of two members with one name the last counts, as in Python.
  const byName = new Map(zip.members.map((member) => [member.name, member]));
  const bytes = (path: string): Uint8Array => {
    const member = byName.get(path);
    const content = member === undefined ? undefined : zip.read(member);
    if (content === undefined) throw new NotAWorkbook(path);
    return content;
  };
  return {
    has: (path) => byName.has(path),
    bytes,
    tree: (path) => required(xmlTree(decodeXml(bytes(path)), { namespaces: true })),
  };
}

function readWorkbook(parts: Parts): Workbook {
  const overrides = childrenNamed(parts.tree("[Content_Types].xml"), "Override");
  const stringsPath = partOfType(overrides, sharedStringsType);
  const sharedStrings = stringsPath === undefined ? [] : readSharedStrings(parts.bytes(stringsPath));
  const path = workbookPath(parts, overrides);
  const workbook = parts.tree(path);
  for (const checked of ["docProps/core.xml", "docProps/custom.xml"]) {
    if (parts.has(checked)) parts.tree(checked);
  }
  return {
    firstSheet: parts.bytes(firstSheetPath(parts, path, workbook)),
    sharedStrings,
    epoch: uses1904(workbook) ? epoch1904 : epoch1900,
    styles: parts.has("xl/styles.xml") ? readStyles(parts.tree("xl/styles.xml")) : [],
  };
}

function workbookPath(parts: Parts, overrides: readonly XmlElement[]): string {
  for (const type of workbookTypes) {
    const path = partOfType(overrides, type);
    if (path !== undefined) return path;
  }
  const defaults = childrenNamed(parts.tree("[Content_Types].xml"), "Default");
  const isDefault = defaults.some((element) => workbookTypes.includes(element.attributes.ContentType ?? ""));
  if (isDefault) return "xl/workbook.xml";
  throw new NotAWorkbook("no workbook part");
}

function partOfType(overrides: readonly XmlElement[], type: string): string | undefined {
  return overrides.find((element) => element.attributes.ContentType === type)?.attributes.PartName?.slice(1);
}

function firstSheetPath(parts: Parts, workbookPart: string, workbook: XmlElement): string {
  const relationships = readRelationships(parts, workbookPart);
  for (const list of childrenNamed(workbook, "sheets")) {
    for (const sheet of list.children) {
      const id = sheet.attributes[`{${relationshipNamespace}}id`] ?? "";
      if (id === "") continue;
      const relationship = required(relationships.get(id));
      const isChart = relationship.type.includes("chartsheet");
      if (!isChart && parts.has(relationship.path)) return relationship.path;
    }
  }
  throw new NotAWorkbook("no worksheet");
}

interface Relationship {
  readonly type: string;
  readonly path: string;
}

function readRelationships(parts: Parts, part: string): ReadonlyMap<string, Relationship> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const root = parts.tree(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  const result = new Map<string, Relationship>();
  for (const { attributes } of childrenNamed(root, "Relationship")) {
    const target = attributes.Target ?? "";
    const path = target.startsWith("/") ? target.slice(1) : normalised(folder + target);
    result.set(attributes.Id ?? "", { type: attributes.Type ?? "", path });
  }
  return result;
}

/** A path without `.` and `..`, as Python's `posixpath.normpath`. */
function normalised(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function uses1904(workbook: XmlElement): boolean {
  const flag = childrenNamed(workbook, "workbookPr").at(-1)?.attributes.date1904;
  return flag !== undefined && !["", "0", "f", "false"].includes(flag);
}

function readStyles(root: XmlElement): NumberFormatKind[] {
  const custom = new Map<number, NumberFormatKind>();
  for (const list of childrenNamed(root, "numFmts")) {
    for (const format of childrenNamed(list, "numFmt")) {
      const id = Number(format.attributes.numFmtId);
      custom.set(id, formatKind(format.attributes.formatCode ?? ""));
    }
  }
  // openpyxl's classes refuse a fill that says nothing, which some report writers produce.
  for (const list of childrenNamed(root, "fills")) {
    if (list.children.some((fill) => fill.children.length === 0)) throw new NotAWorkbook("empty fill");
  }
  const cellFormats = childrenNamed(root, "cellXfs").at(-1)?.children ?? [];
  return cellFormats.map((format) => {
    const id = Number(format.attributes.numFmtId ?? 0);
    return custom.get(id) ?? builtInFormatKind(id);
  });
}

/** Text of every `si`: its own `t`, then that of its runs `r`; what is read aloud (`rPh`) is left out. */
function readSharedStrings(bytes: Uint8Array): string[] {
  const strings: string[] = [];
  const collector = textCollector();
  const fault = parseXml(
    decodeXml(bytes),
    {
      open(name, _attributes, uri) {
        if (name === "si" && uri === sheetNamespace) collector.start();
        else collector.open(name);
      },
      close(name, uri) {
        if (name === "si" && uri === sheetNamespace) strings.push(collector.end().replaceAll("x005F_", ""));
        else collector.close();
      },
      text: collector.text,
    },
    { namespaces: true },
  );
  if (fault !== undefined) throw new NotAWorkbook(fault.message);
  return strings;
}

/** Gathers the text of one `si` or `is` element from the events inside it. */
export function textCollector() {
  let path: string[] = [];
  let plain = "";
  let runs = "";
  return {
    start() {
      path = [];
      plain = "";
      runs = "";
    },
    open(name: string) {
      path.push(name);
      if (path.length === 1 && name === "t") plain = "";
    },
    close() {
      path.pop();
    },
    text(text: string) {
      if (path.length === 1 && path[0] === "t") plain += text;
      else if (path.length === 2 && path[0] === "r" && path[1] === "t") runs += text;
    },
    end: () => plain + runs,
  };
}

function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new NotAWorkbook("a part is missing or damaged");
  return value;
}
