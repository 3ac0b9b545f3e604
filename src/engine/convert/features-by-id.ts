import type { OgrFeature } from "./ogr-types.ts";

/**
 * Features in the order of OGR's feature ids, as layers held in memory give them: an id that is taken or missing (-1) is
 * replaced by a free one, a feature with an id below -1 is refused.
 *
 * Source: GDAL 3.6.2 ogrgeojsonlayer.cpp (AddFeature)
 */
export class FeaturesById {
  readonly #features = new Map<bigint, OgrFeature>();

  add(feature: OgrFeature, wanted: bigint): void {
    if (wanted < -1n) return;
    let id = wanted;
    if (id === -1n || this.#features.has(id)) {
      id = BigInt(this.#features.size);
      while (this.#features.has(id)) id += 1n;
    }
    this.#features.set(id, feature);
  }

  features(): readonly OgrFeature[] {
    return [...this.#features].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, feature]) => feature);
  }
}
