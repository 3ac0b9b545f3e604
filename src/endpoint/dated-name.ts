/**
 * Parts of an address that change with the next edition: dates, versions, numbers of documents. An address that has one
 * has to be registered anew each time, and until then old data is collected.
 */
export interface UnstablePart {
  readonly kind: "date" | "version" | "number";
  readonly text: string;
}

const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const between = "[-_. /+]?";
const year = "(?:19|20)\\d\\d";

const patterns: readonly (readonly [UnstablePart["kind"], RegExp])[] = [
  // 31-05-2024, 31.5.2024, 31052024
  ["date", new RegExp(`(?<!\\d)\\d{1,2}${between}\\d{1,2}${between}${year}(?!\\d)`)],
  // 31 May 2024, may24, Dec_19
  ["date", new RegExp(`(?<![a-z])${month}${between}(?:${year}|\\d\\d)(?!\\d)`)],
  // 19dec, 2019-dec
  ["date", new RegExp(`(?<!\\d)(?:${year}|\\d{1,2})${between}${month}(?![a-z])`)],
  // 2024-05-31, 20240531, 2024_05, 2024/25, 2023-24
  ["date", new RegExp(`(?<!\\d)${year}(?:${between}\\d{1,2}){0,2}(?!\\d)`)],
  // 31.5.24
  ["date", /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-_.](?:0?[1-9]|1[0-2])[-_.]\d\d(?!\d)/],
  // 23-24 for a financial year
  ["date", /(?<!\d)(?:1[5-9]|2\d)[-_](?:1[5-9]|2\d)(?!\d)/],
  // A year inside a longer number, of an upload folder or a stamp: 20190412101500
  ["date", /(?<!\d)20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d*/],
  // Not the version of an interface, which is a part of the path by itself: /api/v1/
  ["version", /(?<![a-z/])(?:v|ver|version|rev|revision|issue|part)[-_. ]?\d+(?:\.\d+)*(?![a-z0-9])/],
  ["version", /(?<![a-z])(?:final|draft|copy|updated|amended|new|latest[-_ ]?version)(?![a-z])(?!\/)/],
  ["version", /\(\d+\)|[-_ ]\d{1,2}(?=\.[a-z]{3,5}$)/],
  ["number", /(?<![a-z0-9])\d{3,}(?![a-z0-9])/],
  ["number", /(?<![a-f0-9])\d{5,}/],
  ["number", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/],
];

/**
 * The parts of an address that look as if they would change, the weightiest first.
 * @param text path and query, as people read them: lower case, escapes undone. Parameters of services that only say how
 * to answer (versions, coordinate systems) must be gone already.
 */
export function unstableParts(text: string): UnstablePart[] {
  const found: UnstablePart[] = [];
  let rest = text;
  for (const [kind, pattern] of patterns) {
    for (let match = pattern.exec(rest); match && found.length < 8; match = pattern.exec(rest)) {
      found.push({ kind, text: match[0] });
      // What is found once is not found again as something lesser.
      rest = rest.replace(pattern, "\u0000");
    }
  }
  return found;
}

/** The last part of a path as it could be named for good; `undefined` when nothing sensible is left. */
export function permanentName(fileName: string): string | undefined {
  const dot = fileName.lastIndexOf(".");
  const [name, ending] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, ""];
  let kept = name.toLowerCase();
  for (const [, pattern] of patterns.slice(0, -3)) {
    while (pattern.test(kept)) kept = kept.replace(pattern, " ");
  }
  kept = kept.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return /[a-z]{3}/.test(kept) ? kept + ending.toLowerCase() : undefined;
}
