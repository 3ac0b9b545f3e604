import type { Converted } from "./converted.ts";
import type { ConvertLibraries } from "./libraries.ts";
import type { OgrDriver, ResourceReader } from "./reader.ts";
import type { ByteSource } from "./source.ts";

export type { ConvertLibraries } from "./libraries.ts";

/** The pipeline's tests of binary formats, in its order: Excel, zip, SQLite (convert.py, _read_binary_file). */
const binaryReaders: readonly ResourceReader[] = [];

/** What ogr2ogr makes of a text that starts with `<?xml ` or `<wfs:`: GML, WFS, KML and the like. */
const xmlDriver: OgrDriver | undefined = undefined;

/**
 * Turns a resource of any format into the CSV text the later phases read, as the pipeline's ConvertPhase does.
 *
 * Never rejects for anything that is in the bytes: what the pipeline cannot read is a `Converted` with a `failure`.
 *
 * Source: digital_land/phase/convert.py
 */
export async function convert(source: ByteSource, libraries: ConvertLibraries): Promise<Converted> {
  for (const read of binaryReaders) {
    const converted = await read(source, libraries);
    if (converted !== undefined) return converted;
  }
  return convertText(source, libraries, xmlDriver);
}

async function convertText(
  _source: ByteSource,
  _libraries: ConvertLibraries,
  _xml: OgrDriver | undefined,
): Promise<Converted> {
  throw new Error("text formats are being written");
}
