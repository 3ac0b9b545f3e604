import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import type { Configuration } from "../../src/configuration/configuration.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { type OrganisationIndex, organisationIndex } from "../../src/specification/organisation.ts";
import { readSpecification } from "../../src/specification/read.ts";
import { readOrganisations } from "../../src/specification/read-organisations.ts";
import type { Specification } from "../../src/specification/specification.ts";

/**
 * The tables that the recorded runs saw, kept compiled in reference-data so that a newer bundle never changes a recorded
 * answer. Each is unpacked and parsed once.
 */
const tables = once(() => {
  const packed = readFileSync(new URL("./reference-data/tables.json.br", import.meta.url));
  const parsed: Record<string, string> = JSON.parse(brotliDecompressSync(packed).toString("utf8"));
  return new Map(Object.entries(parsed));
});

/** CSV texts by file name, of the tables in a folder such as `specification` or `configuration/pipeline/tree`. */
export function referenceFiles(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const [path, csv] of tables()) {
    const slash = path.lastIndexOf("/");
    if (path.slice(0, Math.max(slash, 0)) === folder) files.set(path.slice(slash + 1), csv);
  }
  return files;
}

export const referenceSpecification: () => Specification = once(() =>
  readSpecification(referenceFiles("specification"), { date: "21 August 2026", hash: "" }),
);

export const referenceOrganisations: () => OrganisationIndex = once(() =>
  organisationIndex(readOrganisations(tables().get("organisation.csv") ?? "")),
);

const configurations = new Map<string, Configuration | undefined>();

/** The recorded configuration of a collection; `undefined` when it has none. */
export function referenceConfiguration(collection: string): Configuration | undefined {
  if (!configurations.has(collection)) {
    const files = referenceFiles(`configuration/pipeline/${collection}`);
    configurations.set(
      collection,
      files.size === 0 ? undefined : readConfiguration(files, `${collection} as recorded`),
    );
  }
  return configurations.get(collection);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
