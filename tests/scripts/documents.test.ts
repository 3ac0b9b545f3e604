import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { documents } from "../../scripts/documents.ts";

it.each([...documents()])(
  "docs/%s is what the code says; run `npm run docs` when it is not",
  (name, text) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")).toBe(text);
  },
);
