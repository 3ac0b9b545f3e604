import { parseArgs } from "node:util";
import { nodeCollectEffects, nodeFetch } from "../../effects/fetch-node.ts";
import { localDate } from "../../effects/node/effects.ts";
import { bundlePiece, nodeTables } from "../../effects/node/tables.ts";
import { checkEndpoints, type EndpointHealth, healthDefaults } from "../../endpoint/health.ts";
import { inspectEndpoint } from "../../endpoint/inspect.ts";
import { type RegisteredEndpoint, readRegistryPiece } from "../../registry/registry.ts";
import { registryIndex } from "../../registry/search.ts";
import { progressBar } from "../progress-bar.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `endpoints --organisation CODE`: asks every registered address of an organisation that has not ended, as the collector
 * would, and says how each is. @returns 0 when none must be fixed, else 1
 */
export async function endpointsCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      organisation: { type: "string" },
      dataset: { type: "string" },
      format: { type: "string", default: "text" },
      quiet: { type: "boolean", default: false },
    },
  });
  if (!values.organisation)
    throw new UsageError("Say whose endpoints with --organisation, for example local-authority:DNC.");
  if (values.format !== "text" && values.format !== "json")
    throw new UsageError("--format must be text or json.");
  const organisation = values.organisation.replace(/^local-authority-eng:/, "local-authority:");
  const { list } = await nodeTables().bundledOrganisations();
  if (!list.some((known) => known.organisation === organisation)) {
    throw new UsageError(
      `"${values.organisation}" is no known organisation. Codes look like local-authority:DNC.`,
    );
  }
  const { date, endpoints } = readRegistryPiece(bundlePiece("registry"));
  const query = { organisation, ended: false, today: localDate(new Date()) };
  const found = registryIndex(endpoints).find(
    values.dataset === undefined ? query : { ...query, dataset: values.dataset },
  );
  const bar = progressBar(process.stderr, !values.quiet);
  const effects = nodeCollectEffects(nodeFetch());
  const health = await checkEndpoints<RegisteredEndpoint>(
    found,
    ({ url, plugin, parameters }) =>
      inspectEndpoint({ url, now: new Date().toISOString().slice(0, 23), plugin, parameters }, effects),
    {
      ...healthDefaults,
      progress: (done, of) => bar.show({ phase: "reading", records: done, fraction: done / of }),
    },
  );
  bar.end();
  if (!values.quiet)
    process.stdout.write(values.format === "json" ? json(health) : text(health, organisation, date));
  return health.some(({ verdict }) => verdict === "must fix") ? 1 : 0;
}

function text(
  health: readonly EndpointHealth<RegisteredEndpoint>[],
  organisation: string,
  date: string,
): string {
  const heading = `${organisation}: ${health.length} endpoints registered and not ended on ${date}`;
  const lines = health.map(({ endpoint, verdict, status, length, advice }) => {
    const datasets = [...new Set(endpoint.sources.flatMap((source) => source.datasets))].join(", ");
    const answer =
      status === "OK" ? `answers, ${(length ?? 0).toLocaleString("en-GB")} bytes` : "gives no data";
    const reasons = advice
      .filter((one) => one.verdict !== "fine")
      .map((one) => `    ${one.verdict}: ${one.reason}`);
    return [
      `${verdict === "fine" ? "fine" : verdict.toUpperCase()}  ${datasets}: ${answer}`,
      `    ${endpoint.url}`,
      ...reasons,
    ].join("\n");
  });
  return `${[heading, "", ...lines].join("\n")}\n`;
}

function json(health: readonly EndpointHealth<RegisteredEndpoint>[]): string {
  return `${JSON.stringify(health, undefined, 2)}\n`;
}
