import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Effects } from "../check/effects.ts";
import type { FinishedRun } from "../check/run-resource.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { readAll } from "../engine/convert/source.ts";
import { deflatedText } from "./deflated.ts";
import { type OldResource, oldResource } from "./old-resource.ts";
import type { RunRequest } from "./open-run.ts";
import { parityVersion, type RunFile } from "./run-file.ts";
import type { TableHashes } from "./table-hashes.ts";
import { usedConfiguration, usedSpecification } from "./used-tables.ts";

/** Resources up to this size are in the run file, so that whoever opens it needs nothing else. */
export const embeddedBytes = 200_000;

interface Described {
  readonly request: RunRequest;
  readonly base: Configuration | undefined;
  readonly run: FinishedRun;
  readonly effects: Effects;
  readonly hashes: TableHashes;
  readonly counts: { readonly issues: number; readonly facts: number };
  /** As the run took it. */
  readonly transformation: "helmert" | "ostn15";
  readonly toolVersion: string;
}

/** The run file of a finished run: what was used, with hashes, and what came out. */
export async function describeRun(described: Described): Promise<RunFile> {
  const { request, base, run, effects, hashes, counts, transformation, toolVersion } = described;
  const { source, name, url, choices, configuration, edits = [] } = request;
  const { specification } = run.tables;
  const removed = oldResourceOf(request, run.sha256);
  const organisations = await effects.tables.organisationVersion?.();
  return {
    schema: "planning-data-check/run",
    schemaVersion: 1,
    resource: {
      name,
      sha256: run.sha256,
      bytes: source.size,
      ...(url === undefined ? {} : { url }),
      ...(source.size <= embeddedBytes ? { deflated: deflatedText(readAll(source)) } : {}),
    },
    run: { ...choices, transformation },
    configuration: {
      label: base?.label ?? "none",
      hash: base?.hash ?? "",
      ...(configuration?.folderHash === undefined ? {} : { folderHash: configuration.folderHash }),
      ...(configuration ? { tables: embedded(usedConfiguration(configuration)) } : {}),
      ...(removed ? { oldResource: removed } : {}),
      ...(edits.length > 0 ? { edits: [...edits] } : {}),
    },
    specification: {
      label: specification.version.date,
      hash: specification.version.hash,
      ...(request.specification?.folderHash === undefined
        ? {}
        : { folderHash: request.specification.folderHash }),
      ...(request.specification ? { tables: embedded(usedSpecification(request.specification)) } : {}),
    },
    organisations: { label: organisations?.date ?? "", hash: organisations?.hash ?? "" },
    categoryValues: categoryHash(run.settings.categoryValues),
    tool: { version: toolVersion, parity: parityVersion },
    expected: {
      outcome: run.result.outcome.outcome,
      entries: run.result.datasetResource.entryCount,
      ...counts,
      tables: hashes.done(),
    },
  };
}

/** What old-resource.csv says of the resource; of a run file what it said when that was written. */
function oldResourceOf({ configuration, from }: RunRequest, sha256: string): OldResource | undefined {
  if (configuration?.oldResource !== undefined) return oldResource(configuration.oldResource, sha256);
  return from?.resource.sha256 === sha256 ? from.configuration.oldResource : undefined;
}

function embedded(files: ReadonlyMap<string, string>): Record<string, string> {
  const tables: Record<string, string> = {};
  for (const file of [...files.keys()].sort())
    tables[file] = deflatedText(utf8ToBytes(files.get(file) ?? ""));
  return tables;
}

function categoryHash(values: ReadonlyMap<string, readonly string[]>): string {
  if (values.size === 0) return "";
  const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted))));
}
