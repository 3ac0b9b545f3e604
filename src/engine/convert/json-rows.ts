import { csvRecord } from "./csv-writer.ts";
import { isOperator, JsonStreamError, JsonTokens, type OperatorToken, type Token } from "./json-stream.ts";
import { isJsonInteger, type JsonValue } from "./json-value.ts";
import { universalNewlines } from "./newlines.ts";
import { cellText, reprString } from "./python-repr.ts";

/** What a JSON text is to the pipeline: rows it can write as CSV itself, or something for ogr2ogr. */
export type JsonRows =
  | { readonly kind: "rows"; readonly text: Iterable<string> }
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly rowsDiffer: boolean;
      readonly partial?: string;
    }
  | { readonly kind: "other" };

// How deep Python can go before "maximum recursion depth exceeded": four frames a level where json-stream reads on by
// itself, one where `repr` does. Measured at 247 and 992 from a shallow stack; the pipeline's is a little deeper.
const deepestNested = 240;
const deepestRow = 980;
const tooDeep = "maximum recursion depth exceeded";

/** Rows whose keys are not the first row's, told apart from text that is not JSON. */
class RowsDiffer extends JsonStreamError {}

/**
 * A list of objects, or an object with `columns` and `data`, as the CSV text the pipeline writes for it. Any other object
 * is read to its end, as the pipeline does before it hands it to ogr2ogr.
 *
 * @param open gives the decoded text afresh each time: once to find out whether it converts, once for the rows
 *
 * Source: digital_land/phase/convert.py (convert_json_to_csv)
 */
export function jsonRows(open: () => Iterable<string>): JsonRows {
  let wrote = false;
  try {
    const records = jsonRecords(universalNewlines(open()));
    for (;;) {
      const { value, done } = records.next();
      if (done)
        return value
          ? { kind: "rows", text: { [Symbol.iterator]: () => jsonRecords(universalNewlines(open())) } }
          : { kind: "other" };
      wrote = true;
    }
  } catch (error) {
    if (!(error instanceof JsonStreamError)) throw error;
    const failed = {
      kind: "failed",
      message: error.message,
      rowsDiffer: error instanceof RowsDiffer,
    } as const;
    return wrote ? { ...failed, partial: written(universalNewlines(open())) } : failed;
  }
}

/** All records up to the failure: what is left in the pipeline's output file. */
function written(text: Iterable<string>): string {
  let partial = "";
  try {
    for (const record of jsonRecords(text)) partial += record;
  } catch (error) {
    if (!(error instanceof JsonStreamError)) throw error;
  }
  return partial;
}

/**
 * CSV records of a JSON text; returns whether it was a table at all. An empty first text says that the output file is
 * there before anything is in it. Throws JsonStreamError where the pipeline stops.
 */
function* jsonRecords(text: Iterable<string>): Generator<string, boolean, undefined> {
  const tokens = new JsonTokens(text);
  const top = tokens.next();
  if (!isOperator(top)) return false;
  if (top.operator === "[") {
    yield "";
    yield* listRecords(tokens);
    return true;
  }
  if (top.operator !== "{") throw unknownOperator(top);
  return yield* tableRecords(tokens);
}

function* listRecords(tokens: JsonTokens): Generator<string, void, undefined> {
  let keys: readonly string[] | undefined;
  for (const token of listItems(tokens)) {
    const row = isOperator(token) ? readValue(tokens, token, 0, deepestRow) : token;
    if (!(row instanceof Map)) throw new JsonStreamError(`'${typeName(row)}' object has no attribute 'keys'`);
    if (keys === undefined) {
      keys = [...row.keys()];
      yield csvRecord(keys);
    }
    const extra = [...row.keys()].filter((key) => !keys?.includes(key));
    if (extra.length > 0) {
      throw new RowsDiffer(`dict contains fields not in fieldnames: ${extra.map(reprString).join(", ")}`);
    }
    yield csvRecord(keys.map((key) => cellText(row.get(key) ?? null)));
  }
  // The pipeline asks for the first row without a look: an empty list ends in StopIteration, which has no message.
  if (keys === undefined) throw new JsonStreamError("");
}

function* tableRecords(tokens: JsonTokens): Generator<string, boolean, undefined> {
  let columns: readonly string[] | undefined;
  let data: readonly JsonValue[] | undefined;
  for (const [key, value] of objectItems(tokens)) {
    if (key === "columns") {
      columns = persistentMembers(tokens, value).map(persistentText);
      if (data !== undefined) {
        yield csvRecord(columns);
        for (const row of data) yield csvRecord(persistentRow(row));
        return true;
      }
    } else if (key === "data") {
      if (columns !== undefined) {
        yield csvRecord(columns);
        for (const row of dataRows(tokens, value)) yield csvRecord(transientRow(tokens, row));
        return true;
      }
      data = persistentMembers(tokens, value);
    } else if (isOperator(value)) skip(tokens, value, 1);
  }
  return false;
}

/** Rows of `data` once the columns are known; a text is a list of characters to Python. */
function dataRows(tokens: JsonTokens, value: Token): Iterable<Token> {
  if (isOperator(value)) return members(tokens, value);
  if (typeof value === "string") return value;
  throw new JsonStreamError(`'${typeName(value)}' object is not iterable`);
}

/** Items of the list or keys of the object that starts with a token; json-stream has no other iterables. */
function* members(tokens: JsonTokens, start: Token): Generator<Token, void, undefined> {
  if (!isOperator(start)) {
    throw new JsonStreamError(`'${typeName(start)}' object has no attribute 'persistent'`);
  }
  if (start.operator === "[") {
    yield* listItems(tokens);
  } else if (start.operator === "{") {
    for (const [key, value] of objectItems(tokens)) {
      yield key;
      if (isOperator(value)) skip(tokens, value, 1);
    }
  } else throw unknownOperator(start);
}

function persistentMembers(tokens: JsonTokens, start: Token): JsonValue[] {
  const values: JsonValue[] = [];
  for (const token of members(tokens, start)) {
    values.push(isOperator(token) ? readValue(tokens, token, 1, deepestNested) : token);
  }
  return values;
}

/** Cells of a row read while it streams: nested values have not been read yet when they are written. */
function transientRow(tokens: JsonTokens, row: Token): string[] {
  if (!isOperator(row)) return scalarRow(row);
  const cells: string[] = [];
  for (const token of members(tokens, row)) {
    if (!isOperator(token)) cells.push(cellText(token));
    else {
      const kind = token.operator === "[" ? "List" : "Object";
      skip(tokens, token, 2);
      cells.push(`<TransientStreamingJSON${kind}: TRANSIENT, STREAMING>`);
    }
  }
  return cells;
}

function persistentRow(row: JsonValue): readonly string[] {
  if (row instanceof Map) return [...row.keys()];
  return isList(row) ? row.map(persistentText) : scalarRow(row);
}

/** A text is a row of its characters to csv.writer; nothing else scalar is a row. */
function scalarRow(row: JsonValue): string[] {
  if (typeof row === "string") return [...row];
  throw new JsonStreamError(`iterable expected, not ${typeName(row)}`);
}

function persistentText(value: JsonValue): string {
  return value instanceof Map || isList(value) ? persistentRepr(value) : cellText(value);
}

/** `repr` of what json-stream keeps of a nested value. */
function persistentRepr(value: JsonValue): string {
  if (value instanceof Map) {
    const items = [...value].map(([key, member]) => `(${reprString(key)}, ${persistentRepr(member)})`);
    const data = items.length === 0 ? "OrderedDict()" : `OrderedDict([${items.join(", ")}])`;
    return `<PersistentStreamingJSONObject: ${data}, DONE>`;
  }
  if (isList(value)) {
    return `<PersistentStreamingJSONList: [${value.map(persistentRepr).join(", ")}], DONE>`;
  }
  if (typeof value === "string") return reprString(value);
  return value === null ? "None" : cellText(value);
}

/** First token of each member of a list whose bracket has been read; the caller reads each to its end. */
function* listItems(tokens: JsonTokens): Generator<Token, void, undefined> {
  for (;;) {
    const token = listItem(tokens, false);
    if (token === undefined) return;
    yield token;
  }
}

/** First token of the next member of a list, `undefined` behind the last. */
function listItem(tokens: JsonTokens, discard: boolean): Token | undefined {
  let token = within(tokens, "list", discard);
  if (!isOperator(token)) return token;
  if (token.operator === "]") return undefined;
  if (token.operator === ",") token = within(tokens, "list", discard);
  else if (token.operator !== "{" && token.operator !== "[") {
    throw new JsonStreamError(`Expecting value, comma or ], got ${token.operator}`);
  }
  return startsValue(token);
}

/** Key and first token of the value of each member of an object whose brace has been read. */
function* objectItems(tokens: JsonTokens): Generator<readonly [string, Token], void, undefined> {
  for (;;) {
    const key = objectKey(tokens);
    if (key === undefined) return;
    yield [key, startsValue(within(tokens, "object"))];
  }
}

/** The next key of an object, its colon read too; `undefined` behind the last member. */
function objectKey(tokens: JsonTokens): string | undefined {
  let key = within(tokens, "object");
  if (isOperator(key)) {
    if (key.operator === "}") return undefined;
    if (key.operator === ",") key = within(tokens, "object");
  }
  if (typeof key !== "string") throw new JsonStreamError(`Expecting string, comma or }, got ${shown(key)}`);
  const colon = within(tokens, "object");
  if (!isOperator(colon) || colon.operator !== ":") throw new JsonStreamError("Expecting :");
  return key;
}

function startsValue(token: Token): Token {
  if (isOperator(token) && token.operator !== "{" && token.operator !== "[") throw unknownOperator(token);
  return token;
}

function within(tokens: JsonTokens, container: "list" | "object", discard = false): Token {
  const token = tokens.next(discard);
  if (token === undefined) throw new JsonStreamError(`Unterminated ${container} at end of file`);
  return token;
}

function readValue(tokens: JsonTokens, start: OperatorToken, depth: number, deepest: number): JsonValue {
  if (depth > deepest) throw new JsonStreamError(tooDeep);
  const read = (token: Token): JsonValue =>
    isOperator(token) ? readValue(tokens, token, depth + 1, deepest) : token;
  if (start.operator === "[") {
    const list: JsonValue[] = [];
    for (const token of listItems(tokens)) list.push(read(token));
    return list;
  }
  const object = new Map<string, JsonValue>();
  for (const [key, token] of objectItems(tokens)) object.set(key, read(token));
  return object;
}

/** Reads a value to its end and forgets it; without recursion, because most of a large file is read so. */
function skip(tokens: JsonTokens, start: OperatorToken, depth: number): void {
  const open: OperatorToken[] = [start];
  for (let innermost: OperatorToken | undefined = start; innermost !== undefined; ) {
    if (depth + open.length - 1 > deepestNested) throw new JsonStreamError(tooDeep);
    let token: Token | undefined;
    if (innermost.operator === "[") token = listItem(tokens, true);
    else if (objectKey(tokens) !== undefined) token = startsValue(within(tokens, "object", true));
    if (token === undefined) {
      open.pop();
      innermost = open.at(-1);
    } else if (isOperator(token)) {
      open.push(token);
      innermost = token;
      if (token.operator === "[") tokens.skipPairs();
    }
  }
}

function unknownOperator(token: OperatorToken): JsonStreamError {
  return new JsonStreamError(`Unknown operator ${token.operator}`);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function shown(token: Token): string {
  if (isOperator(token)) return `${token.operator} (0)`;
  return `${cellText(token) || "None"} (${typeof token === "boolean" ? 3 : token === null ? 4 : 2})`;
}

function typeName(value: JsonValue): string {
  if (value === null) return "NoneType";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float";
  if (isJsonInteger(value)) return "int";
  return Array.isArray(value) ? "list" : "dict";
}
