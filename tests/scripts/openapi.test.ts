import { expect, it } from "vitest";
import { openApiDocument } from "../../scripts/openapi-document.ts";
import { intakeRoutes } from "../../src/intake/intake-api.ts";

const document = openApiDocument() as {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
  components: { schemas: Record<string, unknown> };
};

it("describes every route of the interface, with its parameters", () => {
  const routes = Object.values(intakeRoutes)
    .map((route) => (typeof route === "string" ? route : route("X")))
    .filter((route) => route.startsWith("/api/"));
  const described = Object.keys(document.paths);
  const form = (path: string) => path.replace(/\{[^}]+\}/, "X");
  expect(described.map(form).sort()).toEqual(routes.sort());
  for (const [path, methods] of Object.entries(document.paths)) {
    const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    for (const { parameters = [] } of Object.values(methods)) {
      const given = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect([path, given]).toEqual([path, named]);
    }
  }
});

it("refers only to schemas it has", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  expect(references.length).toBeGreaterThan(30);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...new Set(references)].filter((target) => !known.includes(target ?? ""))).toEqual([]);
});

it("never describes contact or notes where a request comes back", () => {
  expect(JSON.stringify(document.components.schemas.PublicRequest)).not.toMatch(/"contact"|"notes"/);
  expect(JSON.stringify(document.components.schemas.EndpointRequest)).toMatch(/"contact".*"notes"/);
});
