import type { DatasetChoice } from "./reference-data.ts";

export interface DatasetGuess {
  readonly dataset: string;
  /** The columns or the part of the file name that led to it. */
  readonly because: readonly string[];
}

/** So much of a file is enough to see its columns. */
const headBytes = 65_536;

/**
 * Which dataset a file looks like, from its first bytes and its name; `undefined` when nothing speaks for one.
 * Only a suggestion that the person confirms: the engine has its own, exact reading of files.
 */
export async function guessDataset(
  file: File,
  choices: readonly DatasetChoice[],
): Promise<DatasetGuess | undefined> {
  const head = await file.slice(0, headBytes).text();
  return guessFrom(columnsIn(head), file.name, choices);
}

/** @param columns as published; @param fileName with its ending */
export function guessFrom(
  columns: readonly string[],
  fileName: string,
  choices: readonly DatasetChoice[],
): DatasetGuess | undefined {
  const offered = choices.filter((choice) => choice.offered);
  const given = new Map(columns.map((column) => [plain(column), column]));
  // A field of few datasets says more than one that all have (`reference`, `name`, `start-date`).
  const commonness = new Map<string, number>();
  for (const choice of offered) {
    for (const field of choice.fields) commonness.set(plain(field), (commonness.get(plain(field)) ?? 0) + 1);
  }
  // A column says something when at most a quarter of the datasets have it.
  const telling = 1 / Math.max(1, offered.length / 4);
  const name = plain(fileName.replace(/\.[^.]*$/, ""));
  let best: { score: number; guess: DatasetGuess } | undefined;
  for (const choice of offered) {
    const because: string[] = [];
    let score = 0;
    for (const field of choice.fields) {
      const column = given.get(plain(field));
      if (column === undefined) continue;
      const weight = 1 / (commonness.get(plain(field)) ?? 1);
      score += weight;
      if (weight >= telling) because.push(column);
    }
    // The file's name decides between datasets that share their columns: tree and tree-preservation-zone.
    const nameScore = nameMatch(name, choice);
    if (nameScore > 0) because.push(fileName);
    score += nameScore;
    if (because.length > 0 && (!best || score > best.score))
      best = { score, guess: { dataset: choice.dataset, because } };
  }
  return best?.guess;
}

function nameMatch(name: string, choice: DatasetChoice): number {
  let longest = 0;
  for (const words of [choice.dataset, choice.name, choice.plural]) {
    const text = plain(words);
    if (text !== "" && name.includes(text)) longest = Math.max(longest, text.length);
  }
  return longest === 0 ? 0 : 1 + longest / 50;
}

/** Column names at the head of a CSV, or property names of the first features or objects of a JSON file. */
export function columnsIn(head: string): string[] {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (text.startsWith("{") || text.startsWith("[")) {
    const names = new Set<string>();
    for (const match of text.matchAll(/"((?:[^"\\]|\\.){1,60})"\s*:/g)) names.add(match[1] ?? "");
    return [...names];
  }
  if (text.startsWith("<") || text.startsWith("PK")) return [];
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const separator = [",", ";", "\t", "|"].reduce((a, b) =>
    line.split(b).length > line.split(a).length ? b : a,
  );
  return line.split(separator).map((cell) => cell.trim().replace(/^"|"$/g, ""));
}

/** Letters and digits only, as people vary the rest. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
