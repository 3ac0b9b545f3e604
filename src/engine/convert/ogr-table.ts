import type { OgrLayer } from "./ogr-types.ts";

/**
 * The CSV text that ogr2ogr 3.6.2 writes with the pipeline's arguments, in chunks: geometry promoted to MULTIPOLYGON
 * and written as WKT in the first column, CRLF line ends, all layers merged into one table.
 *
 * Source: digital_land/phase/convert.py (convert_features_to_csv)
 */
export function ogrCsv(layers: readonly OgrLayer[]): Iterable<string> {
  throw new Error(`ogrCsv is being written (${layers.length} layers)`);
}
