/** Numbers, sizes and dates as people read them. */

export function formatNumber(value: number): string {
  return value.toLocaleString("en-GB");
}

/** "1 row", "2,041 rows". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Bytes as people say them: "834 bytes", "1.3 MB" (powers of ten, as file managers and web hosts show them). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, "byte");
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** `2021-04-03` as "3 April 2021"; other text as it is. */
export function formatDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return iso;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** A moment, in the computer's own time: "3 April 2021 at 14:05". */
export function formatMoment(moment: Date): string {
  const day = moment.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const time = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${day} at ${time}`;
}

/** "a, b and c". */
export function joinWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** One for all: a `localeCompare` of its own for each pair takes a hundred times as long. */
const collator = new Intl.Collator("en-GB");

/** In the order of a dictionary. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
