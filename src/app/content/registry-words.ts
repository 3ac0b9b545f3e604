import type { Finding } from "../../registry/findings.ts";
import { formatDate } from "../format.ts";

/** One sentence on what is registered already, and what it means for a new request. */
export function registryWords({ kind, nearness, endpoint, sources }: Finding): string {
  const since = endpoint.entryDate === "" ? "" : ` since ${formatDate(endpoint.entryDate)}`;
  const datasets = [...new Set(sources.flatMap((source) => source.datasets))].join(" and ");
  const spelled = nearness === "same" ? "" : " (written a little differently)";
  switch (kind) {
    case "collected":
      return `This address${spelled} is collected for ${datasets} already${since}. There is nothing to submit.`;
    case "other-dataset":
      return `This address${spelled} is collected for ${datasets}${since}. A request would add your dataset to it.`;
    case "other-organisation":
      return `This address${spelled} is registered for another organisation (${[...new Set(sources.map((source) => source.organisation))].join(", ")}).`;
    case "ended":
      return `This address${spelled} was retired on ${formatDate(endpoint.endDate)}.`;
    case "replaces":
      return `A similar address is collected for ${datasets}${since}. Yours looks like a newer edition: a request would say that it replaces it.`;
    case "follows":
      return `A similar address was collected for ${datasets} and has ended. Yours looks like the next edition.`;
  }
}
