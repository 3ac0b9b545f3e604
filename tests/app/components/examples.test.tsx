// @vitest-environment happy-dom
import { type ComponentType, h, render } from "preact";
import { describe, expect, it } from "vitest";
import { shownComponents } from "../../../src/app/pages/components-page.tsx";

describe("components", () => {
  for (const { name, Component, examples } of shownComponents) {
    for (const [example, props] of Object.entries(examples)) {
      it(`draws ${name}, ${example}, with ids that exist for everything it names`, () => {
        const holder = document.createElement("div");
        document.body.replaceChildren(holder);
        render(h(Component as ComponentType<object>, props), holder);
        expect(holder.innerHTML).not.toBe("");
        for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls", "for"]) {
          for (const element of holder.querySelectorAll(`[${attribute}]`)) {
            for (const id of (element.getAttribute(attribute) ?? "").split(" ")) {
              expect(document.getElementById(id), `${attribute}=${id}`).not.toBeNull();
            }
          }
        }
        const ids = [...holder.querySelectorAll("[id]")].map((element) => element.id);
        expect(new Set(ids).size).toBe(ids.length);
      });
    }
  }
});
