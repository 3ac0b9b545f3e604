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
  /** As package.json names it. */
  readonly packages: readonly string[];
}

export const softwareLicences: readonly SoftwareLicence[] = [
  {
    name: "GOV.UK Frontend",
    url: "https://github.com/alphagov/govuk-frontend",
    purpose: "styles and patterns",
    licence: "MIT",
    packages: ["govuk-frontend"],
  },
  {
    name: "Preact, signals and preact-iso",
    url: "https://preactjs.com/",
    purpose: "pages",
    licence: "MIT",
    packages: ["preact", "@preact/signals", "preact-iso"],
  },
  {
    name: "GEOS by geos-wasm",
    url: "https://github.com/chrispahm/geos-wasm",
    purpose: "shapes",
    licence: "LGPL-2.1",
    packages: ["geos-wasm"],
  },
  {
    name: "MapLibre GL JS",
    url: "https://maplibre.org/",
    purpose: "map",
    licence: "BSD-3-Clause",
    packages: ["maplibre-gl"],
  },
  { name: "sql.js", url: "https://sql.js.org/", purpose: "GeoPackage", licence: "MIT", packages: ["sql.js"] },
  {
    name: "SAX by saxes",
    url: "https://github.com/lddubeau/saxes",
    purpose: "GML and KML",
    licence: "ISC",
    packages: ["saxes"],
  },
  {
    name: "hyparquet-writer",
    url: "https://github.com/hyparam/hyparquet-writer",
    purpose: "Parquet, on the command line",
    licence: "MIT",
    packages: ["hyparquet-writer"],
  },
  {
    name: "fflate",
    url: "https://github.com/101arrowz/fflate",
    purpose: "zip files",
    licence: "MIT",
    packages: ["fflate"],
  },
  {
    name: "comlink",
    url: "https://github.com/GoogleChromeLabs/comlink",
    purpose: "workers",
    licence: "Apache-2.0",
    packages: ["comlink"],
  },
  {
    name: "idb",
    url: "https://github.com/jakearchibald/idb",
    purpose: "memory on this computer",
    licence: "ISC",
    packages: ["idb"],
  },
  {
    name: "Workbox",
    url: "https://developer.chrome.com/docs/workbox",
    purpose: "work without a connection",
    licence: "MIT",
    packages: ["vite-plugin-pwa"],
  },
  {
    name: "noble-hashes",
    url: "https://github.com/paulmillr/noble-hashes",
    purpose: "hashes",
    licence: "MIT",
    packages: ["@noble/hashes"],
  },
  {
    name: "world-atlas",
    url: "https://github.com/topojson/world-atlas",
    purpose: "source of the map’s outline",
    licence: "ISC",
    packages: ["world-atlas"],
  },
  { name: "zod", url: "https://zod.dev/", purpose: "reading data safely", licence: "MIT", packages: ["zod"] },
  {
    name: "Hono, with its server for Node",
    url: "https://hono.dev/",
    purpose: "the server",
    licence: "MIT",
    packages: ["hono", "@hono/node-server"],
  },
  {
    name: "PGlite",
    url: "https://pglite.dev/",
    purpose: "the server’s own database",
    licence: "Apache-2.0, with PostgreSQL under its own licence",
    packages: ["@electric-sql/pglite"],
  },
  {
    name: "Drizzle ORM",
    url: "https://orm.drizzle.team/",
    purpose: "the server’s questions to its database",
    licence: "Apache-2.0",
    packages: ["drizzle-orm"],
  },
  {
    name: "Postgres.js",
    url: "https://github.com/porsager/postgres",
    purpose: "a PostgreSQL database of one’s own",
    licence: "Unlicense",
    packages: ["postgres"],
  },
  {
    name: "openid-client and jose",
    url: "https://github.com/panva/openid-client",
    purpose: "signing in to review requests, signing emails",
    licence: "MIT",
    packages: ["openid-client", "jose"],
  },
  {
    name: "ipaddr.js",
    url: "https://github.com/whitequark/ipaddr.js",
    purpose: "which addresses the server may ask",
    licence: "MIT",
    packages: ["ipaddr.js"],
  },
];
