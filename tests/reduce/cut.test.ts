import { describe, expect, it } from "vitest";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { cuttableResource } from "../../src/reduce/cut-resource.ts";
import { minimise } from "../../src/reduce/minimise.ts";
import { rawFeatures } from "../../src/reduce/raw-features.ts";
import { rawRecords } from "../../src/reduce/raw-records.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (part: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(part);
const records = (csv: string) => rawRecords(bytes(csv)).map(([from, to]) => csv.slice(from, to));

describe("records of a CSV file", () => {
  it.each([
    ["line ends of every kind", "a,b\r\n1,2\n3,4\r5,6", ["a,b\r\n", "1,2\n", "3,4\r", "5,6"]],
    ["line ends and doubled quotes in a cell", 'a\n"x\r\ny ""z"""\nb\n', ["a\n", '"x\r\ny ""z"""\n', "b\n"]],
    ["a quote in the middle of a cell", 'a\nx"y\nz\n', ["a\n", 'x"y\n', "z\n"]],
    ["blank lines", "a\n\nb\n", ["a\n", "\n", "b\n"]],
    ["a quote that is never closed", 'a\n"b\nc\n', ["a\n", '"b\nc\n']],
  ])("are found with %s", (_, csv, expected) => {
    expect(records(csv)).toEqual(expected);
  });
});

describe("features", () => {
  it("are cut as published: numbers, spaces and brackets in texts", () => {
    const features = ['{"type":"Feature","properties":{"a":"}],[{"},"n":1.50}', '{ "b" : "\\"]" }'];
    const document = `{"type":"FeatureCollection","features": [${features.join(", ")} ],"crs":1}`;
    const found = rawFeatures(document);
    expect(found?.features).toEqual(features);
    expect(`${found?.before}${found?.after}`).toBe('{"type":"FeatureCollection","features": [],"crs":1}');
  });
  it("are none in a list that is not whole or in other JSON", () => {
    expect(rawFeatures('{"features": [{"a":1}')).toBeUndefined();
    expect(rawFeatures("[1]")).toBeUndefined();
  });
});

describe("a cut resource", () => {
  const csv = "\uFEFFtitle\nreference,name\r\nA,1\r\nB,2";
  const cells = new Map([
    [1, ["title"]],
    [2, ["reference", "name"]],
    [3, ["A", "1"]],
    [4, ["B", "2"]],
  ]);
  const cut = (charset: string, format: string, count = 4) => {
    const some = new Map([...cells].slice(0, count));
    return cuttableResource(bytesSource(bytes(csv)), { cells: some, headerLine: 2, charset, format });
  };

  it("keeps the byte order mark, all lines up to the header and the line ends", () => {
    expect(text(cut("utf_8_sig", "CSV").cut([4]))).toBe("\uFEFFtitle\nreference,name\r\nB,2\n");
  });
  it("is written as CSV anew when its records cannot be told apart, or its format is another", () => {
    expect(cut("utf_8_sig", "CSV", 3).form).toBe("csv");
    expect(text(cut("", "GeoPackage").cut([3]))).toBe("title\r\nreference,name\r\nA,1\r\n");
  });
});

describe("the smallest part", () => {
  const all = Array.from({ length: 200 }, (_, index) => index + 1);
  it.each([
    [[77], []],
    [[3, 150], []],
    [[1, 99, 100, 101, 200], []],
    [[42], [[7], [42]]],
  ])("that holds %j is found", async (needed, promising) => {
    const shows = async (part: readonly number[]) => needed.every((one) => part.includes(one));
    expect((await minimise(all, promising, shows))?.kept).toEqual(needed);
  });
  it("is nothing when not even the whole shows it, and says when it stopped looking", async () => {
    expect(await minimise(all, [], async () => false)).toBeUndefined();
    const stubborn = await minimise(all, [], async (part) => part.length > 100, 20);
    expect(stubborn?.cutShort).toBe(true);
  });
});
