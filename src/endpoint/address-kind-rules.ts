import { type AddressRule, withUrl } from "./address-rule.ts";

/** Rules about what kind of thing the address names. */
export const kindRules: readonly AddressRule[] = [
  {
    id: "arcgis-catalogue",
    verdict: "must fix",
    reason:
      "This is a list of services, not data. Open the service that holds the data and choose its layer.",
    applies: ({ arcgis }) => arcgis?.kind === "catalogue",
  },
  {
    id: "arcgis-service",
    verdict: "must fix",
    reason:
      "This is a service with layers, not a layer. Choose the layer that holds the data: its address ends with a number.",
    applies: ({ arcgis }) => arcgis?.kind === "service",
    example: ({ arcgis }) => (arcgis?.kind === "service" ? `${arcgis.service}/0` : undefined),
  },
  {
    id: "arcgis-query",
    verdict: "worth checking",
    reason:
      "This is a query of a layer. It brings one page of features, often 1,000 or 2,000, and nothing says that the rest is missing. With the address of the layer all are collected.",
    applies: ({ arcgis }) => arcgis?.kind === "query",
    better: ({ arcgis }) => (arcgis?.kind === "query" && arcgis.where === "1=1" ? arcgis.layer : undefined),
  },
  {
    id: "arcgis-layer-parameters",
    verdict: "must fix",
    reason:
      "The address of a layer must end with its number. What follows it brings a description of the layer instead of the data.",
    applies: ({ arcgis, url }) => arcgis?.kind === "layer" && (url?.search ?? "") !== "",
    better: ({ arcgis }) => (arcgis?.kind === "layer" ? arcgis.layer : undefined),
  },
  {
    id: "wfs-not-data",
    verdict: "must fix",
    reason:
      "This address asks what the service offers, not for data. Choose the feature type that holds the data.",
    applies: ({ wfs }) => wfs !== undefined && wfs.request !== "getfeature",
  },
  {
    id: "wfs-no-type",
    verdict: "must fix",
    reason: "The address does not say which features are meant: typeNames (or typeName) is missing.",
    applies: ({ wfs, names }) =>
      wfs?.request === "getfeature" &&
      wfs.typeName === "" &&
      !names.some((name) => /storedquery|featureid|resourceid/i.test(name)),
  },
  {
    id: "wfs-limit",
    verdict: "must fix",
    reason: ({ wfs }) =>
      `The address asks for ${wfs?.limit} features at most. As soon as there are more, the rest is missing.`,
    applies: ({ wfs }) => (wfs?.limit ?? "") !== "",
    better: ({ url }) =>
      url &&
      withUrl(url, (copy) => {
        for (const name of Array.from(copy.searchParams.keys()))
          if (/^(count|maxfeatures)$/i.test(name)) copy.searchParams.delete(name);
      }),
  },
  {
    id: "document",
    verdict: "must fix",
    reason: ({ ending }) => `A .${ending} file is stored but never read. Publish the data as CSV or GeoJSON.`,
    applies: ({ ending, isService }) =>
      !isService &&
      [
        "pdf",
        "doc",
        "docx",
        "odt",
        "rtf",
        "ppt",
        "pptx",
        "jpg",
        "jpeg",
        "png",
        "tif",
        "tiff",
        "dwg",
        "msg",
      ].includes(ending),
  },
  {
    id: "old-spreadsheet",
    verdict: "must fix",
    reason: ({ ending }) => `A .${ending} spreadsheet cannot be read. Save it as CSV.`,
    applies: ({ ending, isService }) => !isService && ["xls", "xlsb", "ods", "numbers"].includes(ending),
  },
  {
    id: "spreadsheet",
    verdict: "worth checking",
    reason:
      "Of a spreadsheet only the first sheet is read, with its first row as the names of the columns. CSV is safer.",
    applies: ({ ending, isService }) => !isService && ["xlsx", "xlsm"].includes(ending),
  },
  {
    id: "zip",
    verdict: "worth checking",
    reason:
      "Of a zip file one shapefile or other map file is read; a CSV inside a zip is not. Publish the file itself.",
    applies: ({ ending, isService }) => !isService && ["zip", "7z", "rar", "gz"].includes(ending),
  },
  {
    id: "web-page",
    verdict: "worth checking",
    reason: ({ ending }) =>
      `An address that ends with .${ending} is often a web page about the data. It must be the data itself.`,
    applies: ({ ending, isService, names }) =>
      !isService && ["html", "htm", "php", "asp", "jsp"].includes(ending) && names.length === 0,
  },
  {
    id: "front-page",
    verdict: "worth checking",
    reason: "This is the front page of a site. It must be the address of the data itself.",
    applies: ({ url, isService }) => !isService && url?.pathname === "/" && url.search === "",
  },
];
