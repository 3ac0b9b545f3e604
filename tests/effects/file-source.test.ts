import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { resourceName } from "../../src/check/sha256.ts";
import { fileSource } from "../../src/effects/node/file-source.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "file-source-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("names a file as its bytes are named", () => {
  for (const length of [0, 3, 1 << 20, (1 << 20) + 5]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
    const path = join(folder, String(length));
    writeFileSync(path, bytes);
    const source = fileSource(path);
    expect(resourceName(source)).toBe(resourceName(bytesSource(bytes)));
    expect([...source.read(1, 4)]).toEqual([...bytes.slice(1, 4)]);
    source.close();
  }
});
