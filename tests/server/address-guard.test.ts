import { describe, expect, it } from "vitest";
import { addressGuard, isPublicAddress } from "../../server/routes/address-guard.ts";
import { prepareUrl } from "../../src/endpoint/prepared-url.ts";
import { hostileAddresses } from "./hostile-addresses.ts";

/** Asks the guard with a resolver that answers what it is told, so that no name leaves the machine. */
async function judge(text: string, addresses: readonly string[] = ["93.184.215.14"], options = {}) {
  const url = prepareUrl(text);
  if (!url.ok) return { refusal: url.exception };
  return addressGuard({ lookupAll: async () => addresses, ownAddresses: [], ...options }).resolve(url);
}

describe("the address guard", () => {
  for (const [trick, addresses] of Object.entries(hostileAddresses)) {
    it.each(addresses)(`refuses %s (${trick})`, async (address) => {
      expect(await judge(address)).toHaveProperty("refusal");
    });
  }

  it("has at least eighty hostile addresses, none of them twice", () => {
    const all = Object.values(hostileAddresses).flat();
    expect(all.length).toBeGreaterThanOrEqual(80);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    "http://www.example.gov.uk/data.csv",
    "https://www.example.gov.uk:443/data.csv",
    "http://www.example.gov.uk:443/",
    "https://bücher.example.com/",
    "http://internal.example.com/",
    "http://local.gov.uk/",
    "http://8.8.8.8/",
    "http://[2606:4700::1111]/",
  ])("lets %s through", async (address) => {
    expect(await judge(address)).toHaveProperty("address");
  });

  it.each([
    ["127.0.0.1"],
    ["10.1.2.3"],
    ["169.254.169.254"],
    ["::1"],
    ["::ffff:10.0.0.1"],
    ["64:ff9b::a00:1"],
    ["fe80::1%eth0"],
    ["not an address"],
    ["93.184.215.14", "127.0.0.1"],
    ["2606:4700::1111", "fd00::1"],
  ])("refuses a public name that resolves to %s", async (...addresses) => {
    expect(await judge("https://www.example.com/", addresses)).toEqual({ refusal: "address-not-public" });
  });

  it("gives back the very address it judged", async () => {
    expect(await judge("https://www.example.com/", ["93.184.215.14", "93.184.215.15"])).toEqual({
      address: "93.184.215.14",
      port: 443,
    });
  });

  it("refuses this machine's own addresses even where they are public", async () => {
    const own = { ownAddresses: ["93.184.215.14", "2606:4700:0:0:0:0:0:1111"] };
    expect(await judge("http://example.com/", ["93.184.215.14"], own)).toEqual({
      refusal: "address-not-public",
    });
    expect(await judge("http://[2606:4700::1111]/", [], own)).toEqual({ refusal: "address-not-public" });
  });

  it("says when a name has no address", async () => {
    expect(await judge("https://www.example.com/", [])).toEqual({ notFound: true });
  });

  it("asks only the hosts of its list, and names below them", async () => {
    const list = { allowedHosts: ["gov.uk", "Example.ORG"] };
    expect(await judge("https://www.leeds.gov.uk/", undefined, list)).toHaveProperty("address");
    expect(await judge("https://example.org/", undefined, list)).toHaveProperty("address");
    expect(await judge("https://notgov.uk/", undefined, list)).toEqual({ refusal: "not-on-the-list" });
    expect(await judge("https://gov.uk.example.com/", undefined, list)).toEqual({
      refusal: "not-on-the-list",
    });
    expect(await judge("http://8.8.8.8/", undefined, list)).toEqual({ refusal: "not-on-the-list" });
  });

  it("judges first and leads only public addresses to the servers of tests", async () => {
    const servedInTests = new Map([
      ["93.184.215.14:80", { address: "127.0.0.1", port: 12345 }],
      ["127.0.0.1:80", { address: "127.0.0.1", port: 12345 }],
    ]);
    expect(await judge("http://council.example/", undefined, { servedInTests })).toEqual({
      address: "127.0.0.1",
      port: 12345,
    });
    expect(await judge("http://127.0.0.1/", [], { servedInTests })).toEqual({
      refusal: "address-not-public",
    });
    expect(await judge("http://council.example/", ["127.0.0.1"], { servedInTests })).toEqual({
      refusal: "address-not-public",
    });
  });

  it("knows public addresses at the edges of the ranges that are not", () => {
    const open = [
      "9.255.255.255",
      "11.0.0.0",
      "126.255.255.255",
      "128.0.0.0",
      "172.15.255.255",
      "172.32.0.0",
    ];
    const closed = [
      "10.0.0.0",
      "10.255.255.255",
      "127.0.0.0",
      "172.16.0.0",
      "172.31.255.255",
      "100.64.0.0",
      "223.255.255.256",
    ];
    expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
    expect(closed.filter(isPublicAddress)).toEqual([]);
  });
});
