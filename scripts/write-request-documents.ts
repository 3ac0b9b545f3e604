/** `npm run docs:request`: docs/endpoint-request.schema.json and docs/openapi.json from the schema of requests. */
import { writeFileSync } from "node:fs";
import { requestDocuments } from "./request-documents.ts";

for (const [name, text] of requestDocuments()) {
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
}
