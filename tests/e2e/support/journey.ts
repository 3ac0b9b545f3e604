import type { Page } from "playwright-core";

export interface CheckAsked {
  /** A path, or a file made up in the test. */
  readonly file: string | { readonly name: string; readonly content: string | Buffer };
  readonly dataset: string;
  readonly mode?: "added" | "check" | "pipeline";
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  readonly today?: string;
  readonly geometryType?: "point" | "polygon";
}

/** Opens the first page for a dataset and fills it in, as a person does, up to the button. */
export async function fillIn(page: Page, url: string, asked: CheckAsked): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${url}/#dataset=${asked.dataset}`);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#dataset")?.value !== "");
  const { file } = asked;
  await page.setInputFiles(
    "#file-input",
    typeof file === "string"
      ? file
      : { name: file.name, mimeType: "application/octet-stream", buffer: Buffer.from(file.content) },
  );
  await page.waitForSelector(".govuk-file-upload-button:not(.govuk-file-upload-button--empty)");
  if (asked.mode || asked.categoryValues || asked.today) await page.click("#check-options summary");
  if (asked.mode) await page.check(`input[name=mode][value=${asked.mode}]`);
  if (asked.today) await page.fill("#today", asked.today);
  if (asked.geometryType) await page.check(`input[name=geometry-type][value=${asked.geometryType}]`);
  if (asked.categoryValues) {
    const json = JSON.stringify(asked.categoryValues);
    await page.setInputFiles("#category-values", {
      name: "allowed-values.json",
      mimeType: "application/json",
      buffer: Buffer.from(json),
    });
    await page.waitForSelector("#check-options [role=status]");
  }
}

/** The result is drawn from its top; this is its last part. A file that could not be checked has a page without it. */
export const resultDrawn = "#checked, .app-verdict--not-checked";

/** Checks a file and waits for its result, or for the page that says why there is none. Returns the heading. */
export async function checkFile(page: Page, url: string, asked: CheckAsked): Promise<string> {
  await fillIn(page, url, asked);
  await page.click("text=Check this file");
  await page.waitForSelector(resultDrawn, { timeout: 60_000 });
  return heading(page);
}

/** The heading of the page, without its caption. */
export function heading(page: Page): Promise<string> {
  return page.$eval("h1", (element) => {
    const copy = element.cloneNode(true);
    if (copy instanceof Element) copy.querySelector("span")?.remove();
    return (copy.textContent ?? "").trim();
  });
}

/** Goes to another page of the app by its own address, as a reload or a bookmark does. */
export async function open(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url + path);
  await page.waitForFunction(
    () => !/^(Opening|Loading)/.test(document.querySelector("h1")?.textContent ?? "Loading"),
  );
}
