import { codePageOf, decodeMultiByte } from "../charset/decoder.ts";
import { byteChunks } from "./bytes.ts";
import type { ByteSource } from "./source.ts";
import { characterLength } from "./utf8.ts";

/** What becomes of a file that is not UTF-8 when the pipeline guesses its character set. */
export interface EncodingWarning {
  /** The codec the pipeline reads it with. */
  readonly charset: string;
  /**
   * What the publisher most likely wrote it in: UTF-8 with some bytes that are not (`utf_8`), else what Windows programs in
   * Britain write (`cp1252`).
   */
  readonly likely: "utf_8" | "cp1252";
  /** Lines with a character that the pipeline reads as another; 0 when it happens to read all as meant. */
  readonly changedLines: number;
  /** The first of them. */
  readonly samples: readonly ChangedLine[];
  /** Single characters that change, most frequent first; only where one byte is one character in both readings. */
  readonly characters: readonly ChangedCharacter[];
}

export interface ChangedLine {
  /** Physical line of the file, from 1. */
  readonly lineNumber: number;
  /** The part of the line around the first change, as the publisher most likely meant it; U+FFFD where nothing is meant. */
  readonly before: string;
  /** The same part as the pipeline reads it. */
  readonly after: string;
}

export interface ChangedCharacter {
  readonly before: string;
  readonly after: string;
  readonly count: number;
  readonly firstLineNumber: number;
}

const mostSamples = 20;
/** Characters shown on either side of a change. */
const around = 30;

/**
 * Which characters change when the pipeline reads a file in the character set it guessed; `undefined` for ASCII, UTF-8
 * and the sets that are told by their bytes (UTF-16, UTF-32), which it reads right.
 *
 * @param charset the codec `detectCharset` answered for the same source
 */
export function encodingWarning(source: ByteSource, charset: string): EncodingWarning | undefined {
  if (charset === "" || charset === "ascii" || charset.startsWith("utf_")) return undefined;
  const likely = likelyCharset(source);
  const readMeant = likely === "utf_8" ? readUtf8 : readPage(codePageOf("cp1252") ?? "");
  const page = codePageOf(charset);
  const readGuessed =
    page === undefined ? (bytes: Uint8Array) => decodeMultiByte(bytes, charset) ?? "" : readPage(page);

  let changedLines = 0;
  const samples: ChangedLine[] = [];
  const characters = new Map<string, { count: number; firstLineNumber: number }>();
  for (const { lineNumber, bytes } of linesAboveAscii(source)) {
    const meant = readMeant(bytes);
    const guessed = readGuessed(bytes);
    if (meant === guessed) continue;
    changedLines += 1;
    if (samples.length < mostSamples) samples.push(sample(lineNumber, meant, guessed));
    if (page === undefined || likely === "utf_8") continue;
    for (let at = 0; at < meant.length; at += 1) {
      const pair = `${meant[at]}${guessed[at]}`;
      if (meant[at] === guessed[at]) continue;
      const known = characters.get(pair);
      if (known === undefined) characters.set(pair, { count: 1, firstLineNumber: lineNumber });
      else known.count += 1;
    }
  }
  return {
    charset,
    likely,
    changedLines,
    samples,
    characters: [...characters]
      .map(([pair, found]) => ({ before: pair.charAt(0), after: pair.charAt(1), ...found }))
      .sort((a, b) => b.count - a.count),
  };
}

/** Whether most of what is above ASCII is well-formed UTF-8. */
function likelyCharset(source: ByteSource): "utf_8" | "cp1252" {
  let characters = 0;
  let strays = 0;
  for (const { bytes } of linesAboveAscii(source)) {
    for (let at = 0; at < bytes.length; ) {
      const length = characterLength(bytes, at);
      if (length > 1) characters += 1;
      else if (length === 0) strays += 1;
      at += length || 1;
    }
  }
  return characters > strays ? "utf_8" : "cp1252";
}

function readUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** One character for each byte, by a table of 256. */
function readPage(page: string): (bytes: Uint8Array) => string {
  return (bytes) => {
    let text = "";
    for (const byte of bytes) text += page[byte] ?? "\ufffd";
    return text;
  };
}

function sample(lineNumber: number, meant: string, guessed: string): ChangedLine {
  let at = 0;
  while (at < meant.length && meant[at] === guessed[at]) at += 1;
  const from = Math.max(0, at - around);
  return {
    lineNumber,
    before: meant.slice(from, at + around),
    after: guessed.slice(from, at + around),
  };
}

interface ByteLine {
  readonly lineNumber: number;
  readonly bytes: Uint8Array;
}

// A line is cut here, so that a file without line ends is not held in memory.
const longestLine = 1 << 16;

/** Physical lines (LF, CR or CRLF) that have a byte above 127. */
function* linesAboveAscii(source: ByteSource): Generator<ByteLine, void, undefined> {
  let lineNumber = 1;
  let rest: number[] = [];
  let isAscii = true;
  let afterCr = false;
  for (const chunk of byteChunks(source)) {
    for (const byte of chunk) {
      const isLineEnd = byte === 0x0a || byte === 0x0d;
      if (isLineEnd || rest.length >= longestLine) {
        if (!isAscii) yield { lineNumber, bytes: Uint8Array.from(rest) };
        // The LF of a CRLF ends no line of its own.
        if (isLineEnd && !(byte === 0x0a && afterCr)) lineNumber += 1;
        rest = [];
        isAscii = true;
      }
      afterCr = byte === 0x0d;
      if (isLineEnd) continue;
      if (byte > 0x7f) isAscii = false;
      rest.push(byte);
    }
  }
  if (!isAscii) yield { lineNumber, bytes: Uint8Array.from(rest) };
}
