import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/registry/findings.ts";
import { type RegisteredEndpoint, readRegistryPiece } from "../../src/registry/registry.ts";
import { registryIndex } from "../../src/registry/search.ts";

const path = new URL("../../public/tables/registry.json", import.meta.url);
const { endpoints } = readRegistryPiece(JSON.parse(readFileSync(path, "utf8")));

describe("the registered endpoints of the bundle", () => {
  it("are all there, with everyone who publishes at each", () => {
    expect(endpoints.length).toBeGreaterThan(4_500);
    const sources = endpoints.flatMap((endpoint) => endpoint.sources);
    expect(sources.length).toBeGreaterThan(4_600);
    expect(new Set(sources.map((source) => source.organisation)).size).toBeGreaterThan(380);
    expect(sources.filter((source) => source.organisation.includes("-eng:"))).toEqual([]);
  });

  it("tell a newer edition from a new address: nine in ten successions that differ only in digits", () => {
    const successions = successionsOf(endpoints).filter(
      ({ older, newer }) => older.url.replace(/\d+/g, "") === newer.url.replace(/\d+/g, ""),
    );
    expect(successions.length).toBeGreaterThan(250);
    const recognised = successions.filter(({ organisation, dataset, older, newer }) => {
      // As on the day the newer one was proposed: it and all later ones are not registered yet.
      const then = registryIndex(endpoints.filter((endpoint) => endpoint.entryDate < newer.entryDate));
      const proposal = { url: newer.url, organisation, dataset, today: newer.entryDate };
      return findingsOf(then, proposal).some(
        ({ kind, endpoint }) => endpoint === older && (kind === "replaces" || kind === "follows"),
      );
    });
    expect(recognised.length / successions.length).toBeGreaterThanOrEqual(0.9);
  }, 120_000);

  it("are searched quickly enough for every key pressed", () => {
    // Structure, not time: what is compared with an address is a handful, not all 4,500.
    const index = registryIndex(endpoints);
    const sizes = endpoints.map(({ url }) => index.near(url).length);
    expect(Math.max(...sizes)).toBeLessThan(150);
    expect(sizes.every((size) => size > 0)).toBe(true);
  });
});

interface Succession {
  readonly organisation: string;
  readonly dataset: string;
  readonly older: RegisteredEndpoint;
  readonly newer: RegisteredEndpoint;
}

/** Every pair of addresses of one organisation and dataset, the newer entered on a later day. */
function successionsOf(all: readonly RegisteredEndpoint[]): Succession[] {
  const byProvision = new Map<string, Set<RegisteredEndpoint>>();
  for (const endpoint of all) {
    for (const { organisation, datasets } of endpoint.sources) {
      if (organisation.startsWith("government-organisation:")) continue;
      for (const dataset of datasets) {
        const key = `${organisation} ${dataset}`;
        byProvision.set(key, (byProvision.get(key) ?? new Set()).add(endpoint));
      }
    }
  }
  return [...byProvision].flatMap(([key, set]) => {
    const [organisation = "", dataset = ""] = key.split(" ");
    return [...set].flatMap((older) =>
      [...set].flatMap((newer) =>
        older.entryDate < newer.entryDate ? [{ organisation, dataset, older, newer }] : [],
      ),
    );
  });
}
