import type { AddRequest, EndpointRequest } from "./endpoint-request.ts";
import { requestReference } from "./reference.ts";

export const frequencyWords: Readonly<Record<AddRequest["updateFrequency"], string>> = {
  live: "it is a live feed",
  daily: "daily",
  weekly: "weekly",
  monthly: "monthly",
  quarterly: "every three months",
  yearly: "yearly",
  "when-changed": "when something changes",
};

/** A request in short words, for an email or a ticket: what is asked, the evidence, the person. */
export function requestText(request: EndpointRequest): string {
  const lines: [string, string][] = [
    ["Reference", requestReference(request.idempotencyKey)],
    [
      "Request",
      { add: "add an endpoint", "change-details": "change details", retire: "retire" }[request.kind],
    ],
    ["Organisation", request.organisation],
    ["Dataset", request.datasets.join(", ")],
    ...linesOf(request),
    ["Name", request.contact.name],
    ["Email", request.contact.email],
    ["Notes", request.notes],
  ];
  return lines
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");
}

function linesOf(request: EndpointRequest): [string, string][] {
  switch (request.kind) {
    case "add":
      return addLines(request);
    case "change-details":
      return [
        ["Endpoint URL", request.endpointUrl],
        ...changed("documentation page", request.documentationUrl, request.before?.documentationUrl),
        ...changed("licence", request.licence, request.before?.licence),
        ...changed("datasets", request.pipelines?.join(", "), request.before?.pipelines.join(", ")),
      ];
    case "retire":
      return [
        ...request.endpoints.map(({ url, retire }): [string, string] => [
          retire ? "Retire" : "Take up again",
          url,
        ]),
        ["Reason", request.reason],
      ];
  }
}

/** What becomes of a detail, beside what it was. */
function changed(name: string, now: string | undefined, before = ""): [string, string][] {
  if (now === undefined) return [];
  return [[`New ${name}`, before === "" ? now : `${now} (was ${before})`]];
}

function addLines(request: AddRequest): [string, string][] {
  const { evidence, removedReferences: removed } = request;
  const mapping = Object.entries(request.columnMapping).map(([column, field]) => `${column} to ${field}`);
  return [
    ["Endpoint URL", request.endpointUrl],
    ["Documentation page", request.documentationUrl],
    ["Licence", request.licence],
    ["Valid from", `${request.startDate}${request.startDateSource ? ` (${request.startDateSource})` : ""}`],
    ["Authoritative", request.authoritative ? "yes" : "no"],
    ["Updated", frequencyWords[request.updateFrequency]],
    ["Geometry", request.geometryType ?? ""],
    ["Columns", mapping.join(", ")],
    ["Plugin", request.plugin],
    ...request.existingEndpoints.map(({ url, retire }): [string, string] => [
      retire ? "Replaces" : "Keeps",
      url,
    ]),
    ...request.shares.map(({ dataset, field, pattern }): [string, string] => [
      `Rows of ${dataset}`,
      `${field} matches ${pattern}`,
    ]),
    ["Removed references", removed ? `${removed.count}: ${removed.reason} ${removed.words}`.trim() : ""],
    [
      "References renumbered",
      request.renumberedReferences === "not-known" ? "" : request.renumberedReferences,
    ],
    [
      "Checked",
      evidence
        ? `${evidence.name}, ${evidence.bytes} bytes, sha256 ${evidence.sha256}: ${evidence.records} rows, ${evidence.kept} kept, ${evidence.mustFix} to fix, ${evidence.needsFixing} that need fixing`
        : "no",
    ],
    ["Sent although something must be fixed", request.mustFixReason],
  ];
}

/** A prepared email. The body holds the short text; mail programs cut longer ones. */
export function mailtoLink(to: string, request: EndpointRequest): string {
  const subject = `${requestReference(request.idempotencyKey)} ${request.organisation} ${request.datasets.join(", ")}`;
  const body = requestText(request).replaceAll("\n", "\r\n");
  return `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.slice(0, 1800))}`;
}
