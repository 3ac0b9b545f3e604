/**
 * `npm run bundle`: compiles the public tables beside this repository (../shared) into the JSON pieces the app loads,
 * and the issue catalogue. The texts are determined by the sources; commit them with the sources' date in the message.
 *
 * In production: `npm run bundle -- --configuration DIR --into DIR` (docs/operate.md, "Updating the data").
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { buildBundle, pieceFolder } from "./bundle/build.ts";
import { readCheckouts } from "./bundle/checkouts.ts";
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
  const files = buildBundle(readCheckouts({ ...values, from: values.from ?? join(root, "../shared/") }));
  const tables = new Map(
    [...files]
      .filter(([path]) => path.startsWith(`${pieceFolder}/`))
      .map(([path, text]) => [path.slice(pieceFolder.length + 1), text]),
  );
  const catalogue = files.get(cataloguePath) ?? "";
  if (values.into === undefined) {
    writeTables(join(root, pieceFolder), tables, false);
    writeFileSync(join(root, cataloguePath), catalogue);
  } else {
    writeTables(resolve(values.into), tables, true);
    tellOfNewIssueTypes(catalogue);
  }
  for (const [path, text] of tables) {
    const bytes = Buffer.byteLength(text).toLocaleString("en-GB").padStart(12);
    const zipped = gzipSync(text, { level: 9 }).length.toLocaleString("en-GB").padStart(12);
    console.log(`${bytes} bytes ${zipped} gzipped  ${path}`);
  }
}

/** The words for issue types are part of the program: tables alone do not bring them. */
function tellOfNewIssueTypes(catalogue: string): void {
  const path = join(root, cataloguePath);
  const withoutDate = (text: string) => text.slice(text.indexOf("\n"));
  if (!existsSync(path) || withoutDate(readFileSync(path, "utf8")) === withoutDate(catalogue)) return;
  console.log("The list of issue types has changed too: the tables work, but new types have no words yet.");
  console.log("Run npm run bundle without --into and build the tool anew to have them.");
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(usage);
  process.exitCode = 2;
}
