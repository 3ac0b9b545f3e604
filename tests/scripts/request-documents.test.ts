import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { requestDocuments } from "../../scripts/request-documents.ts";

it.each([...requestDocuments()])("docs/%s is what `npm run docs:request` writes", (name, text) => {
  expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")).toBe(text);
});
