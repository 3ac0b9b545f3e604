/**
 * `npm run bundle`: compiles the public tables beside this repository (../shared) into the JSON pieces the app loads,
 * and the issue catalogue. The texts are determined by the sources; commit them with the sources' date in the message.
 *
 * In production: `npm run bundle -- --configuration DIR --into DIR` (docs/operate.md, "Updating the data").
 */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { issueCatalogue } from "../src/issues/catalogue.ts";
import { buildBundle, pieceFolder } from "./bundle/build.ts";
import { readCheckouts } from "./bundle/checkouts.ts";
import { type Sources, sourceRows } from "./bundle/sources.ts";
import { writeTables } from "./bundle/write.ts";

const usage = `npm run bundle -- [options]
  --from DIR            folder with specification/, configuration/, organisation/, organisation.csv (default ../shared)
  --specification DIR   a checkout of the specification repository, in place of the one in --from
  --configuration DIR   a checkout of the configuration repository, in place of the one in --from
  --organisations FILE  the published organisation.csv, in place of the one in --from
  --into DIR            folder of the tables that are served, for example dist/app/tables; nothing else is written
`;

const root = fileURLToPath(new URL("../", import.meta.url));
const cataloguePath = "src/issues/catalogue.ts";

function main(): void {
  const { values } = parseArgs({
    options: {
      from: { type: "string" },
      specification: { type: "string" },
      configuration: { type: "string" },
      organisations: { type: "string" },
      into: { type: "string" },
    },
  });
  const sources = readCheckouts({ ...values, from: values.from ?? join(root, "../shared/") });
  const files = buildBundle(sources);
  const tables = new Map(
    [...files]
      .filter(([path]) => path.startsWith(`${pieceFolder}/`))
      .map(([path, text]) => [path.slice(pieceFolder.length + 1), text]),
  );
  if (values.into === undefined) {
    writeTables(join(root, pieceFolder), tables, false);
    writeFileSync(join(root, cataloguePath), files.get(cataloguePath) ?? "");
  } else {
    writeTables(resolve(values.into), tables, true);
    tellOfNewIssueTypes(sources);
  }
  for (const [path, text] of tables) {
    const bytes = Buffer.byteLength(text).toLocaleString("en-GB").padStart(12);
    const zipped = gzipSync(text, { level: 9 }).length.toLocaleString("en-GB").padStart(12);
    console.log(`${bytes} bytes ${zipped} gzipped  ${path}`);
  }
}

/** The words for issue types are part of the program: tables alone do not bring them. */
function tellOfNewIssueTypes(sources: Sources): void {
  const types = sourceRows(sources, "specification/issue-type.csv").map((row) => row["issue-type"] ?? "");
  const unknown = types.filter((type) => !Object.hasOwn(issueCatalogue, type));
  if (unknown.length === 0) return;
  console.log(`Issue types this version of the tool has no words for yet: ${unknown.join(", ")}.`);
  console.log(
    "The tables work. To have the words, run npm run bundle without --into and build the tool anew.",
  );
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(usage);
  process.exitCode = 2;
}
