// @vitest-environment happy-dom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { Combobox, filterOptions, groupOptions } from "../../../src/app/components/combobox.tsx";

const options = [
  { value: "conservation-area", text: "Conservation area", group: "Conservation area" },
  { value: "tree", text: "Tree", group: "Tree preservation order" },
  { value: "tree-preservation-zone", text: "Tree preservation zone", group: "Tree preservation order" },
];

describe("combobox", () => {
  let chosen: (string | undefined)[];
  let input: HTMLInputElement;
  beforeEach(() => {
    chosen = [];
    const holder = document.createElement("div");
    document.body.replaceChildren(holder);
    act(() =>
      render(
        h(Combobox, {
          id: "box",
          label: "Dataset",
          options,
          onChange: (value: string | undefined) => chosen.push(value),
        }),
        holder,
      ),
    );
    const found = holder.querySelector("input");
    if (!found) throw new Error("no text box");
    input = found;
  });

  const type = (text: string) =>
    act(() => {
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  const press = (key: string) =>
    act(() => {
      input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    });
  const shown = () =>
    [...document.querySelectorAll("[role=option]")].map((option) => option.textContent?.trim());

  it("is closed at first, and lists everything under headings when it opens", () => {
    expect(input.getAttribute("aria-expanded")).toBe("false");
    expect(shown()).toEqual([]);
    press("ArrowDown");
    expect(input.getAttribute("aria-expanded")).toBe("true");
    expect(shown()).toEqual(["Conservation area", "Tree", "Tree preservation zone"]);
    expect([...document.querySelectorAll("[role=group]")]).toHaveLength(2);
  });

  it("filters by every word typed, says how many match, and takes the one chosen with the keys", () => {
    type("tree zone");
    expect(shown()).toEqual(["Tree preservation zone"]);
    expect(document.querySelector("[aria-live=polite]")?.textContent).toBe("1 match");
    press("ArrowDown");
    expect(input.getAttribute("aria-activedescendant")).toBe("box-option-0");
    press("Enter");
    expect(chosen).toEqual(["tree-preservation-zone"]);
    expect(input.getAttribute("aria-expanded")).toBe("false");
  });

  it("goes round at both ends of the list", () => {
    press("ArrowUp");
    expect(input.getAttribute("aria-activedescendant")).toBe("box-option-2");
    press("ArrowDown");
    expect(input.getAttribute("aria-activedescendant")).toBe("box-option-0");
  });

  it("forgets what was typed on Escape, and is empty when the text is deleted", () => {
    type("tree");
    press("Escape");
    expect(input.value).toBe("");
    expect(chosen).toEqual([]);
    type("");
    act(() => {
      input.dispatchEvent(new FocusEvent("blur"));
    });
    expect(chosen).toEqual([undefined]);
  });

  it("takes a text that names one option exactly when the box is left", () => {
    type("TREE");
    act(() => {
      input.dispatchEvent(new FocusEvent("blur"));
    });
    expect(chosen).toEqual(["tree"]);
  });
});

describe("options", () => {
  it("are found by value and keywords too", () => {
    const list = [{ value: "local-authority:DNC", text: "Doncaster", keywords: "E08000017" }];
    expect(filterOptions(list, "e0800")).toEqual(list);
    expect(filterOptions(list, "authority:dnc")).toEqual(list);
    expect(filterOptions(list, "york")).toEqual([]);
  });

  it("keep their place in the whole list inside their groups", () => {
    expect(groupOptions(options).map(({ name, items }) => [name, items.map(({ index }) => index)])).toEqual([
      ["Conservation area", [0]],
      ["Tree preservation order", [1, 2]],
    ]);
  });
});
