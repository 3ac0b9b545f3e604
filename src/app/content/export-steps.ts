export interface ExportSteps {
  readonly id: string;
  readonly program: string;
  readonly steps: readonly string[];
  readonly note: string;
}

/** Short steps to a file the platform reads well, for the programs authorities have. */
export const exportSteps: readonly ExportSteps[] = [
  {
    id: "qgis",
    program: "QGIS",
    steps: [
      "In the Layers panel, right-click the layer and choose Export, then Save Features As.",
      "Format: GeoJSON. CRS: EPSG:4326 - WGS 84.",
      "Under Select fields to export, keep the columns of the template and leave out fid, ogc_fid and other row numbers.",
      "Under Layer Options, set COORDINATE_PRECISION to 6 and RFC7946 to YES.",
      "Save, and check the file here.",
    ],
    note: "For CSV instead: Format: Comma Separated Value, GEOMETRY: AS_WKT, encoding UTF-8. The column will be called WKT, which is understood.",
  },
  {
    id: "arcgis",
    program: "ArcGIS Pro",
    steps: [
      "Run the tool Features To JSON (Conversion Tools).",
      "Tick Output to GeoJSON, and Project to WGS_1984.",
      "Leave out OBJECTID as a reference: it changes when the data is exported again. Keep a field of your own instead.",
      "Save, and check the file here.",
    ],
    note: "If the layer is published as a feature service, the address to publish is that of the layer (it ends in a number), with all fields and the GeoJSON format asked for.",
  },
  {
    id: "mapinfo",
    program: "MapInfo Pro",
    steps: [
      "Choose Home, Save, Export (older versions: Table, Export) and pick the table.",
      "Choose GeoJSON. If your version does not have it, use Universal Translator and choose ESRI Shape or GeoJSON.",
      "Set the projection to Longitude / Latitude (WGS 84).",
      "Do not use MI_PRINX as the reference: it is a row number that changes.",
      "For a shapefile, put .shp, .shx, .dbf and .prj into one zip file; then check it here.",
    ],
    note: "Data in British National Grid is accepted too: it is converted for you, and the result says so.",
  },
  {
    id: "excel",
    program: "Excel",
    steps: [
      "Keep the column names in the first row, and nothing above them: no title, no notes.",
      "Format date columns as yyyy-mm-dd (Format Cells, Custom) and reference columns as Text, so that leading zeros stay.",
      "Put the data on the first sheet: only that one is read.",
      "Choose File, Save As, and the type “CSV UTF-8 (Comma delimited)”.",
      "Check the saved file here. Closing it in Excel first avoids half-written files.",
    ],
    note: "Excel cuts a cell off at 32,767 characters, which is less than many shapes need. Export shapes from a GIS instead.",
  },
];
