/**
 * Packs Ordnance Survey's published OSTN15 table to `public/grid/ostn15.bin`, as far north as England can be.
 * Run: npx tsx scripts/pack-ostn15.ts OSTN15_OSGM15_DataFile.txt
 * The table is BSD-licensed; its notice lies beside the packed file.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { packOstn15Grid } from "../src/engine/geometry/ostn15-grid.ts";

const columns = 701;
/** 56 degrees north, where England ends for the pipeline, is at most 701 km north. */
const rows = 711;

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("Say where the table is: npx tsx scripts/pack-ostn15.ts FILE");

const east = new Int32Array(columns * rows);
const north = new Int32Array(columns * rows);
const seen = new Uint8Array(columns * rows);
const [heading = "", ...lines] = readFileSync(file, "utf8").split(/\r?\n/);
const names = heading.split(",");
const [atEasting, atNorthing, atEast, atNorth] = [
  "ETRS89_Easting",
  "ETRS89_Northing",
  "ETRS89_OSGB36_EShift",
  "ETRS89_OSGB36_NShift",
].map((name) => {
  if (!names.includes(name)) throw new Error(`${file} has no column ${name}.`);
  return names.indexOf(name);
});
for (const line of lines) {
  if (line === "") continue;
  const cells = line.split(",");
  const cell = (at: number | undefined) => Number(cells[at ?? -1]);
  const row = cell(atNorthing) / 1000;
  if (row >= rows) continue;
  const at = row * columns + cell(atEasting) / 1000;
  east[at] = Math.round(cell(atEast) * 1000);
  north[at] = Math.round(cell(atNorth) * 1000);
  seen[at] = 1;
}
if (seen.includes(0)) throw new Error(`${file} has not all the nodes.`);

const packed = packOstn15Grid({ columns, rows, east, north });
mkdirSync("public/grid", { recursive: true });
writeFileSync("public/grid/ostn15.bin", packed);
console.log(`public/grid/ostn15.bin: ${packed.length} bytes`);
