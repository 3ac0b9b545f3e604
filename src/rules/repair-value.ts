import { dateDatatype } from "../engine/datatypes/date.ts";
import type { OrganisationIndex } from "../specification/organisation.ts";

/** What a value probably means, as the platform would write it. Best first; empty when nothing can be told. */
export interface RepairContext {
  readonly datatype: string;
  readonly field: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Allowed values, for a field that has a list. */
  readonly allowed?: readonly string[];
  readonly organisations: OrganisationIndex;
}

export function repairsOf(value: string, context: RepairContext): string[] {
  if (context.field === "organisation") return organisationRepairs(value, context.organisations);
  if (context.allowed) return categoryRepairs(value, context.allowed);
  switch (context.datatype) {
    case "datetime":
      return dateRepairs(value, context.today);
    case "decimal":
    case "latitude":
    case "longitude":
      return numberRepairs(value, /-?\d+(?:\.\d+)?/);
    case "integer":
      return numberRepairs(value.replace(/\.0+$/, ""), /\d+/);
    case "flag":
      return flagRepairs(value);
    case "url":
      return addressRepairs(value);
    default:
      return [];
  }
}

/** Each part of a list by itself: those that are allowed stay. */
function categoryRepairs(value: string, allowed: readonly string[]): string[] {
  const plain = (text: string) => text.toLowerCase().replaceAll(" ", "-");
  const known = new Set(allowed.map(plain));
  const parts = value
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 1) return nearest(value, allowed);
  const repaired = parts.map((part) => (known.has(plain(part)) ? part : nearest(part, allowed, 1)[0]));
  return repaired.every((part) => part !== undefined) ? [repaired.join(";")] : [];
}

const seasons: readonly (readonly [RegExp, string])[] = [
  [/\bspring\b/i, "03"],
  [/\bsummer\b/i, "06"],
  [/\b(?:autumn|fall)\b/i, "09"],
  [/\bwinter\b/i, "12"],
];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The first day of the period a text names: a season, a month, or a year; a day with an ordinal (1st May 1984). */
function dateRepairs(value: string, today: string): string[] {
  const read = (text: string) => {
    let fine = true;
    const date = dateDatatype(today)(text, { field: "", log: () => (fine = false) });
    return fine && date !== "" ? date : undefined;
  };
  const plain = value
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1")
    .replace(/\b(?:circa|c\.?|about|approx\.?|before|after|by|of|in)\s*(?=\d|[a-z])/gi, " ")
    .replace(/[?~*]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const found: string[] = [];
  const add = (date: string | undefined) => {
    if (date !== undefined && !found.includes(date)) found.push(date);
  };
  add(read(plain));
  const year = /\b(1[6-9]\d\d|20\d\d)\b/.exec(plain)?.[1];
  if (year === undefined) return found;
  const day = /\b(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(?:1[6-9]\d\d|20\d\d)\b/i.exec(plain);
  const month = months.findIndex((name) => new RegExp(`\\b${name}[a-z]*\\b`, "i").test(plain)) + 1;
  const two = (number: number) => String(number).padStart(2, "0");
  if (day && month > 0) add(read(`${year}-${two(month)}-${two(Number(day[1]))}`));
  else if (month > 0) add(read(`${year}-${two(month)}-01`));
  const season = seasons.find(([word]) => word.test(plain))?.[1];
  if (season) add(read(`${year}-${season}-01`));
  if (found.length === 0) add(read(`${year}-01-01`));
  return found;
}

/**
 * The day after the one the platform takes, for a moment that is midnight in British summer time written as universal
 * time; `undefined` for any other value. `1717196400000` and `2024-05-31T23:00:00Z` are both 1 June 2024.
 */
export function summerMidnight(value: string): string | undefined {
  const text = value.trim();
  const seconds = /^\d{9,10}$/.test(text)
    ? Number(text)
    : /^\d{12,13}$/.test(text)
      ? Number(text) / 1000
      : NaN;
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
    ? Date.parse(text.replace(/(\.\d+)?$/, "$1")) / 1000
    : seconds;
  if (Number.isNaN(moment) || moment % 86_400 !== 82_800) return undefined;
  const date = new Date((moment + 3600) * 1000).toISOString().slice(0, 10);
  // Summer time is between the end of March and the end of October.
  const monthDay = date.slice(5);
  return monthDay >= "03-25" && monthDay <= "10-31" ? date : undefined;
}

function numberRepairs(value: string, pattern: RegExp): string[] {
  const numbers = value.replace(/(\d),(?=\d{3})/g, "$1").match(new RegExp(pattern.source, "g")) ?? [];
  return numbers.length === 1 ? [...numbers] : [];
}

function flagRepairs(value: string): string[] {
  if (/^\s*(?:true|t|1|1\.0|x|yes\b.*|y\b.*)\s*$/i.test(value)) return ["yes"];
  if (/^\s*(?:false|f|0|0\.0|no\b.*|n\b.*)\s*$/i.test(value)) return ["no"];
  return [];
}

function addressRepairs(value: string): string[] {
  const text = value.trim().replaceAll("\\", "/");
  const embedded = /https?:\/\/[^\s<>"']+/i.exec(text)?.[0];
  if (embedded !== undefined && embedded !== value) return [embedded];
  const slip = /^h?t?tps?[:;]?\/*(?=[\w-]+\.[\w.-]+)/i.exec(text)?.[0];
  if (slip !== undefined && slip !== "") return [`https://${text.slice(slip.length)}`];
  return /^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net)\b)\S*$/i.test(text) ? [`https://${text}`] : [];
}

/** By the code after the colon, or by every word of a name; at most three. */
function organisationRepairs(value: string, { all }: OrganisationIndex): string[] {
  const bare = value
    .slice(value.indexOf(":") + 1)
    .trim()
    .toLowerCase();
  if (bare === "") return [];
  const byCode = all.filter(({ organisation }) => organisation.toLowerCase().endsWith(`:${bare}`));
  const words = bare.split(/[^a-z0-9]+/).filter((word) => word !== "" && !plainWords.has(word));
  const byName =
    words.length === 0
      ? []
      : all.filter(({ name }) => {
          const own = name.toLowerCase().split(/[^a-z0-9]+/);
          return words.every((word) => own.includes(word));
        });
  const ended = (date: string) => (date === "" ? 0 : 1);
  const ranked = [...byCode, ...byName].sort(
    (a, b) => ended(a.endDate) - ended(b.endDate) || a.name.length - b.name.length,
  );
  const best = [...new Set(ranked.map(({ organisation }) => organisation))];
  // A body of local government before others of the same name.
  return [
    ...best.filter((key) => key.startsWith("local-authority:")),
    ...best.filter((key) => !key.startsWith("local-authority:")),
  ].slice(0, 3);
}

const plainWords = new Set([
  "council",
  "borough",
  "city",
  "district",
  "county",
  "london",
  "of",
  "the",
  "and",
]);

/** Values of a list that are like a text, most alike first: equal but for spelling marks, else by edit distance. */
export function nearest(value: string, list: readonly string[], most = 3): string[] {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const wanted = plain(value);
  if (wanted === "") return [];
  return list
    .filter(
      (candidate) => Math.abs(plain(candidate).length - wanted.length) <= Math.max(1, wanted.length / 2),
    )
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(plain(candidate).length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance of two short texts. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
