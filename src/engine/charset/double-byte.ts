import { big5 } from "./tables/big5.ts";
import { hkscs, windows950 } from "./tables/big5-extensions.ts";
import { gb2312 } from "./tables/gb-2312.ts";
import { gb18030Private, gb18030Symbols, gbkSymbols } from "./tables/gbk.ts";
import { jisx0208 } from "./tables/jis-x-0208.ts";
import { jisx0212 } from "./tables/jis-x-0212.ts";
import { jisx0213Plane1, jisx0213Plane2 } from "./tables/jis-x-0213.ts";
import { ksx1001 } from "./tables/ks-x-1001.ts";
import { windows932 } from "./tables/windows-932.ts";

/** How one of Python's East Asian codecs reads bytes from 128 up; ASCII stays ASCII unless `single` says otherwise. */
interface Codec {
  /** Characters of single bytes. */
  readonly single: ReadonlyMap<number, string>;
  /** Characters of two bytes, by `lead * 256 + trail`. */
  readonly pairs: ReadonlyMap<number, string>;
  /** Characters of the two bytes behind 8F. */
  readonly triples?: ReadonlyMap<number, string>;
  /** The four-byte forms of GB 18030. */
  readonly fourBytes?: boolean;
}

type Cells = Map<number, string>;

/** The names Python gives to the codecs told here. */
export const doubleByteCodecs: readonly string[] = [
  "big5",
  "big5hkscs",
  "cp932",
  "cp949",
  "cp950",
  "euc_jis_2004",
  "euc_jisx0213",
  "euc_jp",
  "euc_kr",
  "gb18030",
  "gb2312",
  "gbk",
  "johab",
  "shift_jis",
  "shift_jis_2004",
  "shift_jisx0213",
];

const built = new Map<string, Codec>();

function codecNamed(name: string): Codec | undefined {
  const known = built.get(name);
  if (known !== undefined) return known;
  const codec = builders[name]?.();
  if (codec !== undefined) built.set(name, codec);
  return codec;
}

/**
 * Text of bytes in an East Asian double-byte character set, exactly as Python's codec of that name reads them.
 *
 * @param lenient leave out what does not fit (`errors="ignore"`: one byte at a time), instead of giving up
 * @returns `undefined` when the bytes do not fit, or for another codec
 */
export function decodeDoubleByte(bytes: Uint8Array, name: string, lenient = false): string | undefined {
  const codec = codecNamed(name);
  if (codec === undefined) return undefined;
  const text: string[] = [];
  // Bytes that are characters by themselves come in long runs; they are looked at when all else fits.
  const runs: (readonly [place: number, from: number, to: number])[] = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at;
    while (at < bytes.length && isAscii(codec, bytes[at] ?? 0)) at += 1;
    if (at > from) {
      runs.push([text.length, from, at]);
      text.push("");
      continue;
    }
    const single = codec.single.get(bytes[at] ?? 0);
    if (single !== undefined) {
      text.push(single);
      at += 1;
      continue;
    }
    const found = characterAt(codec, bytes, at);
    if (found === "cut off") {
      // Nothing behind the start of a character that is cut off at the end is looked at.
      if (!lenient) return undefined;
      break;
    }
    if (found === undefined && !lenient) return undefined;
    text.push(found?.text ?? "");
    at += found?.length ?? 1;
  }
  const ascii = new TextDecoder();
  for (const [place, from, to] of runs) text[place] = ascii.decode(bytes.subarray(from, to));
  return text.join("");
}

function isAscii({ single }: Codec, byte: number): boolean {
  return byte < 0x80 && !((byte === 0x5c || byte === 0x7e) && single.has(byte));
}

interface Found {
  readonly text: string;
  readonly length: number;
}

function characterAt(codec: Codec, bytes: Uint8Array, at: number): Found | "cut off" | undefined {
  const lead = bytes[at] ?? 0;
  const trail = bytes[at + 1];
  if (codec.triples !== undefined && lead === 0x8f) {
    const last = bytes[at + 2];
    if (trail === undefined || last === undefined) return "cut off";
    return found(codec.triples.get(trail * 256 + last), 3);
  }
  if (!startsPair(codec, lead)) return undefined;
  if (trail === undefined) return "cut off";
  if (codec.fourBytes && trail >= 0x30 && trail <= 0x39) {
    if (at + 3 >= bytes.length) return "cut off";
    return found(fourByteCharacter(lead, trail, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0), 4);
  }
  return found(codec.pairs.get(lead * 256 + trail), 2);
}

function found(text: string | undefined, length: number): Found | undefined {
  return text === undefined ? undefined : { text, length };
}

/** The Shift_JIS codecs refuse these bytes before they ask for another; all others ask first. */
function startsPair(codec: Codec, lead: number): boolean {
  return !codec.single.has(0xb1) || (lead >= 0x81 && lead <= 0xfc && lead !== 0xa0);
}

// The 94 by 94 grids stand at A1A1..FEFE.
const gridStart = 0xa1;

/** Cells of a 94 by 94 grid at the bytes of EUC. */
function grid(rows: string): Cells {
  return table(rows, gridStart, range(0xa1, 0xfe));
}

/** Cells of lines of characters, one for each lead byte. */
function table(rows: string, firstLead: number, trails: readonly number[]): Cells {
  const cells: Cells = new Map();
  for (const [index, row] of rows.slice(1, -1).split("\n").entries()) {
    let column = 0;
    for (const character of row) {
      if (character !== "_") cells.set((firstLead + index) * 256 + (trails[column] ?? 0), character);
      column += 1;
    }
  }
  return cells;
}

/** Cells of lines that start with the first cell; a cell of two characters is in brackets. */
function listed(lines: string, trails: readonly number[]): Cells {
  const cells: Cells = new Map();
  for (const line of lines.slice(1, -1).split("\n")) {
    let cell = Number.parseInt(line.slice(0, 4), 16);
    for (const [whole, pair] of line.slice(5).matchAll(/\(([^)]+)\)|./gu)) {
      cells.set(cell, pair ?? whole);
      cell = nextCell(cell, trails);
    }
  }
  return cells;
}

function nextCell(cell: number, trails: readonly number[]): number {
  const place = trails.indexOf(cell & 0xff) + 1;
  return place < trails.length
    ? (cell & 0xff00) + (trails[place] ?? 0)
    : (cell & 0xff00) + 0x100 + (trails[0] ?? 0);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const gridTrails = range(0xa1, 0xfe);
const big5Trails = [...range(0x40, 0x7e), ...range(0xa1, 0xfe)];
const gbkTrails = [...range(0x40, 0x7e), ...range(0x80, 0xfe)];
const shiftTrails = [...range(0x40, 0x7e), ...range(0x80, 0xfc)];
const noSingles: ReadonlyMap<number, string> = new Map();

/** Half-width katakana, single bytes A1..DF. */
const halfWidth = new Map(range(0xa1, 0xdf).map((byte) => [byte, String.fromCharCode(0xfec0 + byte)]));

/** Half-width katakana behind 8E. */
const katakanaPairs: Cells = new Map([...halfWidth].map(([byte, character]) => [0x8e00 + byte, character]));

/** A cell of a grid at the bytes of Shift_JIS; `row` up to 120, both from 1. */
function shifted(row: number, cell: number): number {
  const half = (row - 1) >> 1;
  const lead = half < 31 ? 0x81 + half : 0xc1 + half;
  if (row % 2 === 0) return lead * 256 + cell + 0x9e;
  return lead * 256 + cell + (cell >= 64 ? 0x40 : 0x3f);
}

function shiftedGrid(cells: Cells, rowOf: (row: number) => number | undefined = (row) => row): Cells {
  const moved: Cells = new Map();
  for (const [place, character] of cells) {
    const row = rowOf((place >> 8) - 0xa0);
    if (row !== undefined) moved.set(shifted(row, (place & 0xff) - 0xa0), character);
  }
  return moved;
}

// Rows of plane 2 of JIS X 0213 in the order in which Shift_JIS-2004 has them behind row 94.
const plane2Rows = [1, 8, 3, 4, 5, 12, 13, 14, 15, ...range(78, 94)];
// Cells that the edition of 2004 added to plane 1, and the one of plane 2 it changed.
const addedIn2004 = [0xaea1, 0xaffe, 0xcfd4, 0xcffe, 0xf4a7, 0xfefa, 0xfefb, 0xfefc, 0xfefd, 0xfefe];
const changedIn2004 = { cell: 0xfdbb, before: "鬝" };

function jisx0213(is2004: boolean): { plane1: Cells; plane2: Cells } {
  const plane1 = new Map([...grid(jisx0208), ...listed(jisx0213Plane1, gridTrails)]);
  const plane2 = listed(jisx0213Plane2, gridTrails);
  if (!is2004) {
    for (const cell of addedIn2004) plane1.delete(cell);
    plane2.set(changedIn2004.cell, changedIn2004.before);
  }
  return { plane1, plane2 };
}

function shiftJis2004(is2004: boolean): Codec {
  const { plane1, plane2 } = jisx0213(is2004);
  // Here 5C is the yen sign and 7E the overline, so that their ASCII characters take the places of the wide ones.
  plane1.set(0xa1c0, "\\");
  plane1.set(0xa2b2, "~");
  const rowOf = (row: number) => (plane2Rows.includes(row) ? 95 + plane2Rows.indexOf(row) : undefined);
  return {
    single: new Map([...halfWidth, [0x5c, "\u00a5"], [0x7e, "\u203e"]]),
    pairs: new Map([...shiftedGrid(plane1), ...shiftedGrid(plane2, rowOf)]),
  };
}

function eucJis2004(is2004: boolean): Codec {
  const { plane1, plane2 } = jisx0213(is2004);
  return {
    single: noSingles,
    pairs: new Map([...plane1, ...katakanaPairs]),
    triples: new Map([...grid(jisx0212), ...plane2]),
  };
}

/** Ideographs of the first Unicode block for them that GB 2312 lacks, in Unicode order, at their places in GBK. */
function gbkIdeographs(known: Cells): Cells {
  const taken = new Set(known.values());
  const cells: Cells = new Map();
  const places = [
    ...range(0x81, 0xa0).flatMap((lead) => gbkTrails.map((trail) => lead * 256 + trail)),
    ...range(0xaa, 0xfe).flatMap((lead) =>
      gbkTrails.filter((trail) => trail <= 0xa0).map((trail) => lead * 256 + trail),
    ),
  ];
  let place = 0;
  for (let point = 0x4e00; point <= 0x9fa5; point += 1) {
    const character = String.fromCharCode(point);
    if (taken.has(character)) continue;
    cells.set(places[place] ?? 0, character);
    place += 1;
  }
  return cells;
}

function gbkCells(): Cells {
  const base = grid(gb2312);
  return new Map([...base, ...gbkIdeographs(base), ...listed(gbkSymbols, gbkTrails)]);
}

function gb18030Cells(): Cells {
  const cells = new Map([...gbkCells(), ...listed(gb18030Symbols, gbkTrails)]);
  for (const line of gb18030Private.slice(1, -1).split("\n")) {
    const [start = "", count = "", first = ""] = line.split(" ");
    let cell = Number.parseInt(start, 16);
    for (let index = 0; index < Number(count); index += 1) {
      cells.set(cell, String.fromCharCode(Number.parseInt(first, 16) + index));
      cell = nextCell(cell, gbkTrails);
    }
  }
  return cells;
}

let fourByteBasic: readonly number[] | undefined;

/** GB 18030's four bytes: what two bytes lack of the basic plane, in Unicode order, and the other planes. */
function fourByteCharacter(first: number, second: number, third: number, fourth: number): string | undefined {
  if (first < 0x81 || third < 0x81 || third > 0xfe || fourth < 0x30 || fourth > 0x39) return undefined;
  const place = (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
  const planes = (0x90 - 0x81) * 10 * 126 * 10;
  if (place >= planes) {
    const point = 0x10000 + place - planes;
    return point > 0x10ffff ? undefined : String.fromCodePoint(point);
  }
  if (fourByteBasic === undefined) {
    const inTwo = new Set(codecNamed("gb18030")?.pairs.values());
    fourByteBasic = range(0x80, 0xffff).filter(
      (point) => !(point >= 0xd800 && point < 0xe000) && !inTwo.has(String.fromCharCode(point)),
    );
  }
  const point = fourByteBasic[place];
  return point === undefined ? undefined : String.fromCharCode(point);
}

/** Hangul syllables that KS X 1001 lacks, in Unicode order, at their places in the Unified Hangul Code. */
function unifiedHangul(known: Cells): Cells {
  const taken = new Set(known.values());
  const letters = [...range(0x41, 0x5a), ...range(0x61, 0x7a)];
  const places = range(0x81, 0xc6).flatMap((lead) =>
    [...letters, ...range(0x81, lead <= 0xa0 ? 0xfe : 0xa0)].map((trail) => lead * 256 + trail),
  );
  const cells: Cells = new Map();
  let place = 0;
  for (let point = 0xac00; point <= 0xd7a3; point += 1) {
    const character = String.fromCharCode(point);
    if (taken.has(character)) continue;
    cells.set(places[place] ?? 0, character);
    place += 1;
  }
  return cells;
}

// EUC-KR has no character here: it starts a syllable spelt out in eight bytes (which is not read).
const hangulFiller: readonly [number, string] = [0xa4d4, "\u3164"];

// Johab writes a syllable as three numbers of five bits. Where each letter stands, from the first value in use;
// gaps are values that mean nothing, and the value before the first letter means "none".
const initials = range(2, 20);
const medials = [...range(3, 7), ...range(10, 15), ...range(18, 23), ...range(26, 29)];
const finals = [...range(2, 17), ...range(19, 29)];
const noInitial = 1;
const noMedial = 2;
const noFinal = 1;
// The same letters on their own, as compatibility jamo from U+3130.
const initialJamo = [1, 2, 4, 7, 8, 9, 17, 18, 19, ...range(21, 30)];
const finalJamo = [...range(1, 7), ...range(9, 18), ...range(20, 24), ...range(26, 30)];

function johabCells(): Cells {
  const cells: Cells = new Map();
  const set = (initial: number, medial: number, final: number, point: number) => {
    const place = 0x8000 | (initial << 10) | (medial << 5) | final;
    cells.set(place, String.fromCharCode(point));
  };
  set(noInitial, noMedial, noFinal, 0x3000);
  for (const [index, initial] of initials.entries()) {
    set(initial, noMedial, noFinal, 0x3130 + (initialJamo[index] ?? 0));
    for (const [middle, medial] of medials.entries()) {
      const syllable = 0xac00 + (index * 21 + middle) * 28;
      set(initial, medial, noFinal, syllable);
      for (const [end, final] of finals.entries()) set(initial, medial, final, syllable + end + 1);
    }
  }
  for (const [index, medial] of medials.entries()) set(noInitial, medial, noFinal, 0x314f + index);
  for (const [index, final] of finals.entries())
    set(noInitial, noMedial, final, 0x3130 + (finalJamo[index] ?? 0));
  // Symbols and ideographs of KS X 1001, two rows to a lead byte.
  for (const [place, character] of [...grid(ksx1001), hangulFiller]) {
    const row = (place >> 8) - 0xa1;
    const column = (place & 0xff) - 0xa1;
    const isIdeograph = row >= 41 && row < 93;
    const lead = isIdeograph ? 0xe0 + ((row - 41) >> 1) : row < 12 ? 0xd9 + (row >> 1) : 0;
    if (lead === 0 || (row === 3 && column < 51)) continue;
    const second = (isIdeograph ? row - 41 : row) % 2 === 1;
    const position = second ? column + 94 : column;
    cells.set(lead * 256 + position + (position < 78 ? 0x31 : 0x43), character);
  }
  return cells;
}

const builders: Readonly<Record<string, () => Codec>> = {
  euc_kr: () => ({ single: noSingles, pairs: grid(ksx1001) }),
  cp949: () => {
    const base = grid(ksx1001);
    return { single: noSingles, pairs: new Map([...base, ...unifiedHangul(base), hangulFiller]) };
  },
  johab: () => ({ single: noSingles, pairs: johabCells() }),
  gb2312: () => ({ single: noSingles, pairs: grid(gb2312) }),
  gbk: () => ({ single: noSingles, pairs: gbkCells() }),
  gb18030: () => ({ single: noSingles, pairs: gb18030Cells(), fourBytes: true }),
  big5: () => ({ single: noSingles, pairs: table(big5, 0xa1, big5Trails) }),
  cp950: () => ({
    single: noSingles,
    pairs: new Map([...table(big5, 0xa1, big5Trails), ...listed(windows950, big5Trails)]),
  }),
  big5hkscs: () => {
    const cells = table(big5, 0xa1, big5Trails);
    // Here the supplement alone counts.
    for (const cell of cells.keys()) if (cell >= 0xc6a1 && cell <= 0xc8fe) cells.delete(cell);
    return { single: noSingles, pairs: new Map([...cells, ...listed(hkscs, big5Trails)]) };
  },
  shift_jis: () => ({ single: halfWidth, pairs: shiftedGrid(grid(jisx0208)) }),
  cp932: () => {
    const cells = new Map([...shiftedGrid(grid(jisx0208)), ...listed(windows932, shiftTrails)]);
    for (let row = 95; row <= 114; row += 1) {
      for (let cell = 1; cell <= 94; cell += 1) {
        cells.set(shifted(row, cell), String.fromCharCode(0xe000 + (row - 95) * 94 + cell - 1));
      }
    }
    const odd = [0x80, "\u0080", 0xa0, "\uf8f0", 0xfd, "\uf8f1", 0xfe, "\uf8f2", 0xff, "\uf8f3"] as const;
    const single = new Map(halfWidth);
    for (let at = 0; at < odd.length; at += 2) single.set(Number(odd[at]), String(odd[at + 1]));
    return { single, pairs: cells };
  },
  shift_jis_2004: () => shiftJis2004(true),
  shift_jisx0213: () => shiftJis2004(false),
  euc_jp: () => ({
    single: noSingles,
    pairs: new Map([...grid(jisx0208), ...katakanaPairs]),
    triples: grid(jisx0212),
  }),
  euc_jis_2004: () => eucJis2004(true),
  euc_jisx0213: () => eucJis2004(false),
};
