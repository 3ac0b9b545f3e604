import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { isZip, openZip } from "../../../src/engine/convert/zip-archive.ts";
import { zipOf } from "./zip-of.ts";

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

test("members are listed in order and unpack to what went in", () => {
  const zip = openZip(zipOf({ "a/b.txt": "one", "c.txt": "two".repeat(1000) }));
  expect(zip?.members.map((member) => member.name)).toEqual(["a/b.txt", "c.txt"]);
  expect(zip?.members.map((member) => text(zip.read(member)))).toEqual(["one", "two".repeat(1000)]);
});

test("bytes before the archive do not matter", () => {
  const { read, size } = zipOf({ "a.txt": "one" });
  const zip = openZip(bytesSource(Uint8Array.from([1, 2, 3, ...read(0, size)])));
  expect(zip?.members.map((member) => text(zip.read(member)))).toEqual(["one"]);
});

test("an empty archive is a zip, a cut one is not", () => {
  const { read, size } = zipOf({ "a.txt": "one" });
  expect(isZip(bytesSource(zipSync({})))).toBe(true);
  expect(isZip(bytesSource(read(0, size - 1)))).toBe(false);
  expect(isZip(bytesSource(new Uint8Array()))).toBe(false);
});

test("a member that unpacks to more than it promises is refused", () => {
  const { read, size } = zipOf({ "a.txt": "a".repeat(100_000) });
  const bytes = read(0, size).slice();
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(size - 6, true);
  view.setUint32(directory + 24, 10, true);
  const zip = openZip(bytesSource(bytes));
  expect(zip?.members.map((member) => [member.size, zip.read(member)])).toEqual([[10, undefined]]);
});

test("a damaged member is refused", () => {
  const { read, size } = zipOf({ "a.txt": "some text to pack" });
  const bytes = read(0, size).slice();
  bytes[40] = (bytes[40] ?? 0) ^ 0xff;
  const zip = openZip(bytesSource(bytes));
  expect(zip?.members.map((member) => zip.read(member))).toEqual([undefined]);
});

test("any bytes, and any damage to a zip, end without an exception", () => {
  const { read, size } = zipOf({ "a.txt": "one", "b.txt": "b".repeat(500) });
  const readAll = (bytes: Uint8Array) => {
    const zip = openZip(bytesSource(bytes));
    for (const member of zip?.members ?? []) zip?.read(member);
  };
  fc.assert(fc.property(fc.uint8Array(), readAll));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(size - 1), fc.integer({ min: 0, max: 255 }))), (changes) => {
      const bytes = read(0, size).slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      readAll(bytes);
    }),
  );
});
