import type { Finding } from "../../registry/findings.ts";
import { formatDate, joinWords } from "../format.ts";

/** How codes are called for people. */
export interface Names {
  readonly dataset: (code: string) => string;
  readonly organisation: (code: string) => string;
}

/** What is registered already, and what it means for a new request. */
export function registryWords({ kind, nearness, endpoint, sources }: Finding, names: Names): string {
  const since = endpoint.entryDate === "" ? "" : ` since ${formatDate(endpoint.entryDate)}`;
  const datasets = joinWords([...new Set(sources.flatMap((source) => source.datasets.map(names.dataset)))]);
  const publishers = joinWords([
    ...new Set(sources.map((source) => names.organisation(source.organisation))),
  ]);
  const spelled = nearness === "same" ? "This address" : "This address, written a little differently,";
  switch (kind) {
    case "collected":
      return `${spelled} is already collected${since}: ${datasets}, ${publishers}. There is nothing to ask for.`;
    case "other-dataset":
      return `${spelled} is collected for another dataset${since}: ${datasets}. A request adds yours to it.`;
    case "other-organisation":
      return `${spelled} is registered for another organisation: ${publishers}. Check that it is yours.`;
    case "ended":
      return `${spelled} was retired${endpoint.endDate === "" ? "" : ` on ${formatDate(endpoint.endDate)}`}. A request starts collecting from it again.`;
    case "replaces":
      return `A similar address is collected${since}: ${datasets}. Yours looks like a newer edition, so a request can say that it replaces that one. An address that stays the same needs no request.`;
    case "follows":
      return `A similar address was collected and has been retired: ${datasets}. Yours looks like the next edition.`;
  }
}
