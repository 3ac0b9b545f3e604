import { SaxesParser } from "saxes";
import { type CodePage, latin1 } from "./code-page.ts";
import { bytesSource } from "./source.ts";
import { utf8Text } from "./utf8.ts";

/**
 * Reading XML as a stream of events, and as a small tree for documents that are small by nature.
 *
 * Hostile input: no document type is followed and no entity but the five of XML is known, so nothing can expand;
 * nothing is fetched; nesting costs heap, not stack, and is limited all the same.
 */

/** Attributes by name as written; when namespaces are resolved, one with a prefix is named `{namespace}name`. */
export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  /** @param uri the element's namespace when namespaces are resolved, else "" */
  open(name: string, attributes: XmlAttributes, uri: string): void;
  close(name: string, uri: string): void;
  /** Character data and CDATA, in pieces. */
  text(text: string): void;
}

/** Why a document is no well-formed XML: the parser's words. */
export interface XmlFault {
  readonly message: string;
}

export interface XmlOptions {
  /** Resolve prefixes: names are then given without them, and an undeclared prefix is a fault. */
  readonly namespaces: boolean;
}

/** Elements inside each other; real documents stay under 50. */
const maximumDepth = 2000;

class XmlError extends Error {}

/**
 * Parses `text`, given in pieces of any size, calling `events` on the way.
 *
 * @returns the fault that stopped it, `undefined` when all was read. Events before the fault have been called.
 */
export function parseXml(
  text: Iterable<string>,
  events: XmlEvents,
  options: XmlOptions,
): XmlFault | undefined {
  try {
    const parser = options.namespaces ? namespaceParser(events) : plainParser(events);
    for (const piece of text) parser.write(piece);
    parser.close();
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return { message: error.message };
    throw error;
  }
}

interface Writer {
  write(text: string): void;
  close(): void;
}

function namespaceParser(events: XmlEvents): Writer {
  const parser = new SaxesParser<{ xmlns: true; position: false }>({ xmlns: true, position: false });
  const depth = depthCounter();
  parser.on("error", fail);
  parser.on("text", (text) => events.text(text));
  parser.on("cdata", (text) => events.text(text));
  parser.on("opentag", (tag) => {
    depth.enter();
    const attributes: Record<string, string> = {};
    for (const attribute of Object.values(tag.attributes)) {
      const name = attribute.prefix === "" ? attribute.local : `{${attribute.uri}}${attribute.local}`;
      attributes[name] = attribute.value;
    }
    events.open(tag.local, attributes, tag.uri);
  });
  parser.on("closetag", (tag) => {
    depth.leave();
    events.close(tag.local, tag.uri);
  });
  return parser;
}

function plainParser(events: XmlEvents): Writer {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const depth = depthCounter();
  parser.on("error", fail);
  parser.on("text", (text) => events.text(text));
  parser.on("cdata", (text) => events.text(text));
  parser.on("opentag", (tag) => {
    depth.enter();
    events.open(tag.name, tag.attributes, "");
  });
  parser.on("closetag", (tag) => {
    depth.leave();
    events.close(tag.name, "");
  });
  return parser;
}

function fail(error: Error): never {
  throw new XmlError(error.message);
}

function depthCounter(): { enter(): void; leave(): void } {
  let depth = 0;
  return {
    enter() {
      depth++;
      if (depth > maximumDepth) throw new XmlError(`elements nested deeper than ${maximumDepth}`);
    },
    leave() {
      depth--;
    },
  };
}

/** An element with all below it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly uri: string;
  readonly children: readonly XmlElement[];
  /** The text before the first child. */
  readonly text: string;
}

interface GrowingElement extends XmlElement {
  readonly children: GrowingElement[];
  text: string;
}

/** The whole document as a tree; `undefined` when it is not well-formed. */
export function xmlTree(text: Iterable<string>, options: XmlOptions): XmlElement | undefined {
  let root: GrowingElement | undefined;
  const open: GrowingElement[] = [];
  const fault = parseXml(
    text,
    {
      open(name, attributes, uri) {
        const element: GrowingElement = { name, attributes, uri, children: [], text: "" };
        const parent = open.at(-1);
        if (parent === undefined) root ??= element;
        else parent.children.push(element);
        open.push(element);
      },
      close() {
        open.pop();
      },
      text(piece) {
        const element = open.at(-1);
        if (element !== undefined && element.children.length === 0) element.text += piece;
      },
    },
    options,
  );
  return fault === undefined ? root : undefined;
}

/** Encodings beyond UTF-8, UTF-16 and ISO-8859-1 that a reader of XML knows, by their names in capitals. */
export type XmlEncodings = ReadonlyMap<string, CodePage>;

const noEncodings: XmlEncodings = new Map();

/**
 * Bytes of an XML document as text in pieces, in the encoding they declare (or show); ends early, giving `\uFFFF`, at
 * bytes that are not in it, or at once when the encoding is not known.
 */
export function decodeXml(bytes: Uint8Array, encodings: XmlEncodings = noEncodings): Iterable<string> {
  return { [Symbol.iterator]: () => decoded(bytes, encodings) };
}

/** A character no XML may hold: the parser reports the fault in its own way. */
const noCharacter = "\uFFFF";
const step = 1 << 18;

function* decoded(bytes: Uint8Array, encodings: XmlEncodings): Generator<string> {
  const encoding = encodingOf(bytes);
  const codePage = encoding === "ISO-8859-1" ? latin1 : encodings.get(encoding);
  if (codePage !== undefined) {
    for (let at = 0; at < bytes.length; at += step) yield codePage(bytes.subarray(at, at + step));
  } else if (/^(UTF-(8|16(LE|BE)?)|US-ASCII)$/.test(encoding)) {
    yield* encoding.startsWith("UTF-16") ? decodedUtf16(bytes, encoding) : decodedUtf8(bytes);
  } else yield noCharacter;
}

/** Up to the first byte that is no UTF-8. */
function* decodedUtf8(bytes: Uint8Array): Generator<string> {
  let isStart = true;
  for (const chunk of utf8Text(bytesSource(bytes))) {
    const text = isStart ? chunk.replace(/^\uFEFF/, "") : chunk;
    isStart = false;
    const invalid = text.search(/(?<![\ud800-\udbff])[\udc80-\udcff]/);
    if (invalid < 0) yield text;
    else {
      yield text.slice(0, invalid) + noCharacter;
      return;
    }
  }
}

function* decodedUtf16(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += step) {
      yield decoder.decode(bytes.subarray(at, at + step), { stream: true });
    }
    yield decoder.decode();
  } catch {
    yield noCharacter;
  }
}

/** Of the byte order mark, else as declared, else UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "UTF-16LE";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "UTF-16BE";
  const declaration = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(
    latin1(bytes.subarray(0, 256)),
  );
  return declaration?.[1]?.toUpperCase() ?? "UTF-8";
}
