/** `npm run docs`: the documents that are made from the code. A test holds that the committed ones are current. */
import { writeFileSync } from "node:fs";
import { documents } from "./documents.ts";

for (const [name, text] of documents()) writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
