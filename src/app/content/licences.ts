export interface DataLicence {
  readonly what: string;
  readonly from: string;
  readonly licence: string;
  readonly url: string;
}

export const dataLicences: readonly DataLicence[] = [
  {
    what: "Specification, configuration and organisations",
    from: "planning.data.gov.uk, Ministry of Housing, Communities and Local Government",
    licence: "Open Government Licence v3.0",
    url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
  },
  {
    what: "OSTN15 transformation grid",
    from: "© Crown copyright, Ordnance Survey and the Ministry of Defence (MOD) 2016",
    licence: "BSD 2-clause",
    url: "https://www.ordnancesurvey.co.uk/geodesy-positioning/coordinate-transformations/resources",
  },
  {
    what: "Outline of the map",
    from: "Made with Natural Earth",
    licence: "Public domain",
    url: "https://www.naturalearthdata.com/about/terms-of-use/",
  },
];

export interface SoftwareLicence {
  readonly name: string;
  readonly url: string;
  readonly purpose: string;
  readonly licence: string;
}

export const softwareLicences: readonly SoftwareLicence[] = [
  {
    name: "GOV.UK Frontend",
    url: "https://github.com/alphagov/govuk-frontend",
    purpose: "styles and patterns",
    licence: "MIT",
  },
  { name: "Preact, signals and preact-iso", url: "https://preactjs.com/", purpose: "pages", licence: "MIT" },
  {
    name: "GEOS by geos-wasm",
    url: "https://github.com/chrispahm/geos-wasm",
    purpose: "shapes",
    licence: "LGPL-2.1",
  },
  { name: "MapLibre GL JS", url: "https://maplibre.org/", purpose: "map", licence: "BSD-3-Clause" },
  {
    name: "SheetJS Community Edition",
    url: "https://sheetjs.com/",
    purpose: "spreadsheets",
    licence: "Apache-2.0",
  },
  { name: "sql.js", url: "https://sql.js.org/", purpose: "GeoPackage", licence: "MIT" },
  { name: "SAX by saxes", url: "https://github.com/lddubeau/saxes", purpose: "GML and KML", licence: "ISC" },
  {
    name: "hyparquet-writer",
    url: "https://github.com/hyparam/hyparquet-writer",
    purpose: "Parquet, on the command line",
    licence: "MIT",
  },
  { name: "fflate", url: "https://github.com/101arrowz/fflate", purpose: "zip files", licence: "MIT" },
  {
    name: "comlink",
    url: "https://github.com/GoogleChromeLabs/comlink",
    purpose: "workers",
    licence: "Apache-2.0",
  },
  {
    name: "idb",
    url: "https://github.com/jakearchibald/idb",
    purpose: "memory on this computer",
    licence: "ISC",
  },
  {
    name: "Workbox",
    url: "https://developer.chrome.com/docs/workbox",
    purpose: "work without a connection",
    licence: "MIT",
  },
  {
    name: "noble-hashes",
    url: "https://github.com/paulmillr/noble-hashes",
    purpose: "hashes",
    licence: "MIT",
  },
  {
    name: "world-atlas",
    url: "https://github.com/topojson/world-atlas",
    purpose: "source of the map’s outline",
    licence: "ISC",
  },
  { name: "zod", url: "https://zod.dev/", purpose: "reading data safely", licence: "MIT" },
];
