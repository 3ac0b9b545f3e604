import { type CodePage, codePageNamed, latin1 } from "./code-page.ts";
import { isGml, readGml } from "./gml.ts";
import { readKml } from "./kml.ts";
import { readPlainKml } from "./kml-plain.ts";
import type { OgrAnswer } from "./reader.ts";
import { type ByteSource, readAll } from "./source.ts";
import { decodeXml } from "./xml.ts";

/** How much of a file OGR looks at to tell what it is. */
const headerLength = 1024;
const startLength = 8192;

/** What expat is taught by OGR's own drivers; libkml's knows only what expat knows. */
const moreEncodings: ReadonlyMap<string, CodePage> = new Map(
  ["WINDOWS-1252", "ISO-8859-15"].flatMap((name) => {
    const codePage = codePageNamed(name.replace("WINDOWS-", "CP"));
    return codePage === undefined ? [] : [[name, codePage]];
  }),
);

/**
 * What ogr2ogr makes of XML: KML where `<kml` stands near its beginning, else GML (WFS answers are that).
 *
 * Source: ogr/ogrsf_frmts/libkml/ogrlibkmldriver.cpp, kml/ogrkmldriver.cpp, gml/ogrgmldriver.cpp of GDAL 3.6.2
 */
export async function readXml(source: ByteSource): Promise<OgrAnswer> {
  const header = latin1(source.read(0, headerLength));
  if (header.includes("<kml>") || header.includes("<kml xmlns=")) return readKmlSource(source);
  if (header.includes("<kml")) return readPlainKml(decodeXml(readAll(source), moreEncodings));
  const start = latin1(source.read(0, startLength)).replace(/^\xEF\xBB\xBF/, "");
  if (isGml(start)) return readGml(start, decodeXml(readAll(source), moreEncodings));
  return { format: "XML", failure: { reason: "xml-not-readable", exception: "Unable to open datasource" } };
}

/** KML by the name of a zip's member, whatever it looks like. */
export async function readKmlSource(source: ByteSource): Promise<OgrAnswer> {
  return readKml(decodeXml(readAll(source)));
}
