/** What the collector writes about one fetch; names as in its file. Absent members are not written. */
export interface LogEntry {
  readonly "endpoint-url": string;
  /** ISO date and time in UTC, without a zone. */
  readonly "entry-date": string;
  readonly "ssl-verify"?: boolean;
  readonly status?: string;
  readonly "request-headers"?: Readonly<Record<string, string>>;
  readonly "response-headers"?: Readonly<Record<string, string>>;
  /** Seconds, rounded to three places, as Python writes a float. */
  readonly elapsed?: string;
  /** SHA-256 of the stored bytes. */
  readonly resource?: string;
  /** Class name of Python's libraries. */
  readonly exception?: string;
}

/** The log as canonical JSON: names sorted, no spaces, UTF-8. Source: canonicaljson.encode_canonical_json */
export function canonicalLog(log: LogEntry): string {
  return canonical(log);
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return canonicalScalar(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, member]) => `${canonicalScalar(name)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}

/** JSON.stringify escapes as Python does with `ensure_ascii=False`, but for lone surrogates, which headers cannot hold. */
function canonicalScalar(value: unknown): string {
  return JSON.stringify(value);
}

function compareCodePoints(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where the collector keeps the log of a fetch, relative to its log folder. */
export function logPath(entryDate: string, endpoint: string): string {
  return `${entryDate.slice(0, 10)}/${endpoint}.json`;
}
