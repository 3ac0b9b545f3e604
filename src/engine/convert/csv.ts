import { universalNewlines } from "./newlines.ts";

/** Where the scanner stands, in the words of Python's _csv.c. */
const startRecord = 0;
const startField = 1;
const inField = 2;
const inQuotedField = 3;
const quoteInQuotedField = 4;

const newline = 10;
const quote = 34;
const comma = 44;

/**
 * Records of CSV text as Python's `csv.reader` gives them for a file opened with universal newlines.
 *
 * In:   decoded text in chunks of any size (a chunk may end between CR and LF, or inside a field).
 * Out:  the cells of each record, in order; an empty line is a record without cells. NUL characters are deleted.
 *
 * Quotes are read leniently: one opens a quoted field only at the start of a field, text after the closing quote belongs
 * to the field, and an unclosed quote takes the rest of the text. Line ends inside quotes are LF. Fields have no limit.
 *
 * Source: digital_land/phase/load.py (Stream), CPython 3.11 Modules/_csv.c
 */
export function* csvRecords(text: Iterable<string>): Generator<readonly string[], void, undefined> {
  let state = startRecord;
  let cells: string[] = [];
  let field = "";
  const line = { hasNul: false };

  for (const chunk of withoutNuls(universalNewlines(text), line)) {
    const end = chunk.length;
    let nextQuote = -1;
    let at = 0;
    while (at < end) {
      if (state === startRecord) {
        // Most records are a line without any quote: one native search and split.
        const lineEnd = chunk.indexOf("\n", at);
        if (lineEnd >= 0) {
          if (nextQuote < at) nextQuote = chunk.indexOf('"', at);
          if (nextQuote < 0) nextQuote = end;
          if (nextQuote > lineEnd) {
            yield lineEnd === at ? [] : chunk.slice(at, lineEnd).split(",");
            at = lineEnd + 1;
            continue;
          }
          const record = quotedRecord(chunk, at);
          if (record) {
            yield record.cells;
            at = record.end;
            continue;
          }
        }
        state = startField;
      }
      if (state === inQuotedField) {
        const closing = chunk.indexOf('"', at);
        field += chunk.slice(at, closing < 0 ? end : closing);
        at = closing < 0 ? end : closing + 1;
        if (closing >= 0) state = quoteInQuotedField;
        continue;
      }
      let unit = chunk.charCodeAt(at);
      if (unit === quote && state !== inField) {
        if (state === quoteInQuotedField) field += '"';
        state = inQuotedField;
        at += 1;
        continue;
      }
      const from = at;
      while (unit !== comma && unit !== newline && at < end) {
        at += 1;
        unit = chunk.charCodeAt(at);
      }
      field = field === "" ? chunk.slice(from, at) : field + chunk.slice(from, at);
      state = inField;
      if (at === end) break;
      cells.push(field);
      field = "";
      at += 1;
      state = startField;
      if (unit === newline) {
        yield cells;
        cells = [];
        state = startRecord;
      }
    }
  }

  if (state !== startRecord) {
    cells.push(field);
    yield cells;
  } else if (line.hasNul) {
    // A last line of nothing but NULs is a line to Python, and an empty record.
    yield [];
  }
}

/**
 * The record at `start`, and where the next one begins, when it lies in this chunk and its quotes stand only around whole
 * fields: nearly every record with quotes. Found by native searches too.
 */
function quotedRecord(chunk: string, start: number): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (chunk.charCodeAt(at) === quote) {
      const closing = closingQuote(chunk, at + 1);
      if (closing < 0) return undefined;
      const field = chunk.slice(at + 1, closing);
      cells.push(field.includes('"') ? field.replaceAll('""', '"') : field);
      const after = chunk.charCodeAt(closing + 1);
      if (after === newline) return { cells, end: closing + 2 };
      if (after !== comma) return undefined;
      at = closing + 2;
    } else {
      const lineEnd = chunk.indexOf("\n", at);
      if (lineEnd < 0) return undefined;
      const line = chunk.slice(at, lineEnd);
      const nextQuote = line.indexOf('"');
      if (nextQuote < 0) {
        cells.push(...line.split(","));
        return { cells, end: lineEnd + 1 };
      }
      if (line.charCodeAt(nextQuote - 1) !== comma) return undefined;
      cells.push(...line.slice(0, nextQuote - 1).split(","));
      at += nextQuote;
    }
  }
}

/** The next quote that is not one of a pair; -1 when there is none. */
function closingQuote(chunk: string, start: number): number {
  let at = chunk.indexOf('"', start);
  while (at >= 0 && chunk.charCodeAt(at + 1) === quote) at = chunk.indexOf('"', at + 2);
  return at;
}

/** Text without NULs. `line.hasNul` tells, at the end, whether the last line, not ended, had one. */
function* withoutNuls(text: Iterable<string>, line: { hasNul: boolean }): Generator<string, void, undefined> {
  for (const chunk of text) {
    if (chunk.includes("\0")) {
      line.hasNul =
        chunk.lastIndexOf("\0") > chunk.lastIndexOf("\n") || (line.hasNul && !chunk.includes("\n"));
      yield chunk.replaceAll("\0", "");
    } else {
      if (line.hasNul && chunk.includes("\n")) line.hasNul = false;
      yield chunk;
    }
  }
}
