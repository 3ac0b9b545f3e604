import { type PyValue, parsePythonJson } from "./python-json.ts";

/** Settings of the arcgis plugin; defaults as its dataclass has them. */
export interface ArcgisParameters {
  /** Most features a request may ask for; 1000 when absent. */
  readonly maxPageSize?: number;
  readonly timeoutSeconds: number;
  /** How often a page is asked for in all; with 0 none ever is. */
  readonly retries: number;
  readonly retryBackoffSeconds: number;
}

/** Settings of the wfs plugin; without a page size the address is asked for once, as it is. */
export interface WfsParameters {
  readonly pageSize?: number;
}

export const arcgisDefaults: ArcgisParameters = { timeoutSeconds: 60, retries: 2, retryBackoffSeconds: 2 };

/** Why the `parameters` of an endpoint are passed over; the collector warns and carries on with its defaults. */
export type ParametersProblem = "not-json" | "not-an-object" | "unknown-name" | "bad-value";

export type Parameters<T> = {
  readonly value: T;
  readonly problem?: ParametersProblem;
  readonly name?: string;
};

/**
 * Reads the `parameters` column of endpoint.csv for the arcgis plugin. One wrong member and all are passed over.
 * Source: digital_land/collect.py (parse_parameters), digital_land/plugins/arcgis.py (ArcGISParameters)
 */
export function readArcgisParameters(text: string): Parameters<ArcgisParameters> {
  const read = readMembers(text, arcgisMembers);
  if ("problem" in read) return { value: arcgisDefaults, ...read };
  const { max_page_size, timeout, retries, retry_backoff_seconds } = read.members;
  return {
    value: {
      timeoutSeconds: timeout ?? arcgisDefaults.timeoutSeconds,
      retries: retries ?? arcgisDefaults.retries,
      retryBackoffSeconds: retry_backoff_seconds ?? arcgisDefaults.retryBackoffSeconds,
      ...(max_page_size === undefined ? {} : { maxPageSize: max_page_size }),
    },
  };
}

/** Reads the `parameters` column for the wfs plugin. Source: digital_land/plugins/wfs.py (WFSParameters) */
export function readWfsParameters(text: string): Parameters<WfsParameters> {
  const read = readMembers(text, { page_size: { least: 1, nullable: true } });
  if ("problem" in read) return { value: {}, ...read };
  const { page_size } = read.members;
  return { value: page_size === undefined ? {} : { pageSize: page_size } };
}

interface MemberRule {
  readonly least: number;
  /** Whether JSON's null is taken for "not given". */
  readonly nullable?: boolean;
}

const arcgisMembers: Readonly<Record<string, MemberRule>> = {
  max_page_size: { least: 1, nullable: true },
  timeout: { least: 1 },
  retries: { least: 0 },
  retry_backoff_seconds: { least: 1 },
};

function readMembers(
  text: string,
  rules: Readonly<Record<string, MemberRule>>,
):
  | { readonly members: Readonly<Record<string, number>> }
  | { readonly problem: ParametersProblem; readonly name?: string } {
  if (text === "") return { members: {} };
  let json: PyValue;
  try {
    json = parsePythonJson(text);
  } catch {
    return { problem: "not-json" };
  }
  if (!(json instanceof Map)) return { problem: "not-an-object" };
  const members: Record<string, number> = {};
  for (const [name, value] of json) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) return { problem: "unknown-name", name };
    if (value === null && rule.nullable) continue;
    const whole = wholeNumber(value);
    if (whole === undefined || whole < rule.least) return { problem: "bad-value", name };
    members[name] = whole;
  }
  return { members };
}

/** What pydantic takes for a whole number: 20, 20.0, "20", " 20 ", "2_0", "20.0" and true. */
function wholeNumber(value: PyValue): number | undefined {
  switch (typeof value) {
    case "bigint":
      return Number(value);
    case "boolean":
      return Number(value);
    case "number":
      return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? value : undefined;
    case "string": {
      const digits = /^\s*([-+]?[0-9]+(?:_[0-9]+)*)(?:\.0+)?\s*$/.exec(value)?.[1];
      return digits === undefined ? undefined : Number(digits.replaceAll("_", ""));
    }
    default:
      return undefined;
  }
}
