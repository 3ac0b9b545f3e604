import type { OgrField, OgrLayer, OgrValue } from "./ogr-types.ts";

/**
 * When a layer brings a new column, OGR reads the CSV back that it has written until then (once), and what its own reader
 * does not understand is lost: bytes, dates without a month, flags other than 0 and 1, numbers without end.
 *
 * @returns the layers without what is lost
 */
export function afterRewriting(layers: readonly OgrLayer[]): readonly OgrLayer[] {
  const known = new Set<string>();
  let written = false;
  const event = layers.findIndex(({ fields, features }) => {
    const names = fields.map((field) => field.name.toUpperCase());
    const brings = names.some((name) => !known.has(name));
    for (const name of names) known.add(name);
    if (brings && written) return true;
    written ||= !isEmpty(features);
    return false;
  });
  if (event < 0) return layers;
  return layers.map((layer, index) => (index < event ? withoutLost(layer) : layer));
}

function isEmpty(features: Iterable<unknown>): boolean {
  for (const _ of features) return false;
  return true;
}

function withoutLost(layer: OgrLayer): OgrLayer {
  const features = [...layer.features].map((feature) => ({
    ...feature,
    values: feature.values.map((value, at) => (isLost(layer.fields[at]?.type, value) ? undefined : value)),
  }));
  return { ...layer, features };
}

function isLost(type: OgrField["type"] | undefined, value: OgrValue): boolean {
  if (type === "binary") return true;
  if (type === "boolean") return typeof value === "number" && value !== 0 && value !== 1;
  if (type === "real") return typeof value === "number" && !Number.isFinite(value);
  const isMonthless = typeof value === "object" && "month" in value && value.month === 0;
  return isMonthless && type !== "time";
}
