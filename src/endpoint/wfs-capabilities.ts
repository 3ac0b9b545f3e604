import { attribute, elementTexts, rootTag, type Tag, tags } from "./xml-tags.ts";

/** What a WFS says of itself. */
export interface WfsCapabilities {
  /** 1.0.0, 1.1.0 or 2.0.0. */
  readonly version: string;
  readonly featureTypes: readonly WfsFeatureType[];
  readonly outputFormats: readonly string[];
  /** The most features it sends when a request names no number; absent when it does not say. */
  readonly countDefault?: number;
}

export interface WfsFeatureType {
  /** As it stands in a request, with its prefix. */
  readonly name: string;
  readonly title: string;
}

/** Reads a capabilities document; `undefined` for anything else, an exception report included. */
export function readCapabilities(xml: string): WfsCapabilities | undefined {
  const root = rootTag(xml);
  if (root?.name !== "WFS_Capabilities") return undefined;
  const countDefault = Number(constraint(xml, "CountDefault"));
  return {
    version: attribute(root, "version") ?? "1.0.0",
    featureTypes: sections(xml, "FeatureType").map((section) => ({
      name: elementTexts(section, "Name")[0] ?? "",
      title: elementTexts(section, "Title")[0] ?? "",
    })),
    outputFormats: outputFormats(xml),
    ...(Number.isInteger(countDefault) && countDefault > 0 ? { countDefault } : {}),
  };
}

/** The layer a person means by a name: as written, else in any letter case, else without its prefix. */
export function findFeatureType(capabilities: WfsCapabilities, name: string): WfsFeatureType | undefined {
  if (name === "") return undefined;
  const lower = name.toLowerCase();
  const bare = (text: string): string => text.slice(text.indexOf(":") + 1).toLowerCase();
  const types = capabilities.featureTypes;
  return (
    types.find((type) => type.name === name) ??
    types.find((type) => type.name.toLowerCase() === lower) ??
    types.find((type) => bare(type.name) === lower)
  );
}

/** The text of an exception report, which comes with status 200; `undefined` for anything else. */
export function exceptionText(xml: string): string | undefined {
  const root = rootTag(xml);
  if (root?.name !== "ExceptionReport" && root?.name !== "ServiceExceptionReport") return undefined;
  const texts = [...elementTexts(xml, "ExceptionText"), ...elementTexts(xml, "ServiceException")];
  return texts.join(" ").replace(/\s+/g, " ").trim() || "no reason given";
}

function outputFormats(xml: string): string[] {
  const getFeature = sections(xml, "Operation").find((section) =>
    /^<[^>]*name\s*=\s*["']GetFeature["']/.test(section),
  );
  const formats = sections(getFeature ?? "", "Parameter").find((section) =>
    /^<[^>]*["']outputFormat["']/i.test(section),
  );
  return formats === undefined ? [] : [...elementTexts(formats, "Value")];
}

function constraint(xml: string, name: string): string | undefined {
  const found = sections(xml, "Constraint").find((section) => section.slice(0, 200).includes(`"${name}"`));
  return found === undefined ? undefined : elementTexts(found, "DefaultValue")[0];
}

/** The elements of one name, tags included. */
function sections(xml: string, name: string): string[] {
  const found: string[] = [];
  let open: Tag | undefined;
  for (const tag of tags(xml)) {
    if (tag.name !== name) continue;
    if (tag.kind === "start") open ??= tag;
    else if (tag.kind === "end" && open) {
      found.push(xml.slice(open.from, tag.to));
      open = undefined;
    }
  }
  return found;
}
