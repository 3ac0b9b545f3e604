import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sharedIt, sharedPath } from "../shared.ts";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import { heading } from "./support/journey.ts";

/** What the stand-in for the server has stored, by idempotency key, and how often each came. */
const stored = new Map<string, { readonly request: Record<string, unknown>; times: number }>();
let serverIs: "up" | "down" | "refusing" = "up";
let app: AppServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  app = await startAppServer((method, path, body) => {
    if (serverIs === "down") return { status: 503, json: {} };
    if (path === "/api/v1/health") return { status: 200, json: { status: "ok" } };
    if (method !== "POST" || path !== "/api/v1/requests") return { status: 404, json: {} };
    if (serverIs === "refusing") {
      return { status: 422, json: { errors: [{ field: "notes", message: "Say more in the notes" }] } };
    }
    const request: Record<string, unknown> = JSON.parse(body);
    const key = String(request.idempotencyKey);
    const known = stored.get(key);
    if (known) known.times += 1;
    else stored.set(key, { request, times: 1 });
    return {
      status: known ? 200 : 201,
      json: { reference: "PDC-TEST-0001", statusUrl: "/status/unguessable" },
    };
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
beforeEach(async () => {
  stored.clear();
  serverIs = "up";
  context = await browser.newContext({ viewport: desktop });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
});
afterEach(async () => {
  await context.close();
  expect(errors.splice(0)).toEqual([]);
});

/** Checks a file for an organisation and presses the button under the verdict. */
async function beginFromCheck(
  file: string | { name: string; content: string },
  dataset: string,
): Promise<void> {
  await page.goto(`${app.url}/#dataset=${dataset}&organisation=local-authority:DNC`);
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLInputElement>("#dataset")?.value !== "" &&
      document.querySelector<HTMLInputElement>("#organisation")?.value !== "",
  );
  await page.setInputFiles(
    "#file-input",
    typeof file === "string"
      ? file
      : { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.content) },
  );
  await page.waitForSelector(".govuk-file-upload-button:not(.govuk-file-upload-button--empty)");
  await page.click("text=Check this file");
  await page.waitForSelector(".app-verdict", { timeout: 60_000 });
  await page.click("text=Ask for this data to be added");
  await page.waitForSelector("text=You have completed");
}

const goOn = () => page.click(".govuk-button:text-is('Continue')");
/** Waits for the page of a question. */
const at = (question: string) => page.waitForURL(new RegExp(`/${question}(#|$)`));

/** Answers each question as it comes, as a person does, until the page of all answers. */
async function answerAll(afterEach?: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  for (let step = 0; step < 25; step += 1) {
    await page.waitForSelector("h1:not(:text('Opening'))");
    const question = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    if (question === "check-answers") return asked;
    asked.push(question);
    await answer(question);
    await afterEach?.();
    await goOn();
    await page.waitForFunction(
      (before) => !location.pathname.endsWith(`/${before}`) || document.querySelector(".govuk-error-summary"),
      question,
    );
    const problem = await page.$(".govuk-error-summary");
    if (problem) throw new Error(`${question}: ${await problem.textContent()}`);
  }
  throw new Error(`no end: ${asked.join(", ")}`);
}

async function answer(question: string): Promise<void> {
  switch (question) {
    case "endpoint":
      return page.fill("#endpointUrl", "https://www.doncaster.gov.uk/open-data/areas.csv");
    case "documentation-page":
      return page.fill("#documentationUrl", "https://www.doncaster.gov.uk/planning-data");
    case "licence":
      return page.check("input[name=licence][value=ogl3]");
    case "start-date":
      await page.fill("#startDate-day", "1");
      await page.fill("#startDate-month", "2");
      return page.fill("#startDate-year", "2026");
    case "authoritative":
      return page.check("input[name=authoritative][value=yes]");
    case "removed-records":
      return page.check("input[name=removedReferences][value=ended]");
    case "update-frequency":
      return page.check("input[name=updateFrequency][value=monthly]");
    case "must-fix":
      return page.fill("#mustFixReason", "The supplier corrects it next month");
    case "contact":
      await page.fill("#contact-name", "Ada Byron");
      return page.fill("#contact-email", "planning@doncaster.gov.uk");
  }
}

async function finish(): Promise<void> {
  await page.check("#consent");
  await page.click("text=Send the request");
}

const csv = (rows: string) => `reference,name,geometry,entry-date\n${rows}`;
const good = csv(
  'CA1,High Street,"POLYGON ((-1.13 53.52, -1.12 53.52, -1.12 53.53, -1.13 53.52))",2026-03-04\n',
);

describe("a request, from the file to the server", () => {
  sharedIt("is finished with a real file: prefilled, sent once with its evidence, and quoted", async () => {
    await beginFromCheck(
      sharedPath("conformance/real/conservation-area-errors-csv/input.csv"),
      "conservation-area",
    );
    await goOn();
    const asked = await answerAll();
    // Organisation and dataset came with the check.
    expect(asked).not.toContain("organisation");
    expect(asked).toContain("endpoint");
    await finish();
    await page.waitForSelector("text=Your request was received");
    const [only] = [...stored.values()];
    expect(stored.size).toBe(1);
    expect(only?.times).toBe(1);
    expect(only?.request).toMatchObject({
      kind: "add",
      organisation: "local-authority:DNC",
      datasets: ["conservation-area"],
      startDate: "2026-02-01",
      authoritative: true,
      evidence: { name: "input.csv", mode: "added" },
    });
    expect(await page.textContent(".govuk-panel__body")).toContain("PDC-TEST-0001");
    // The rows are ready at once.
    await page.click("text=the rows it becomes");
    // The very file that was checked is still on this computer.
    await page.waitForSelector("text=No column is the reference, so nothing can be numbered");
    await page.waitForSelector("text=0 proposed entity numbers");
    const [rows] = await Promise.all([page.waitForEvent("download"), page.click("text=Save the new rows")]);
    expect(rows.suggestedFilename()).toMatch(/^pdc-.*-on-[0-9a-f]{12}\.zip$/);
  });

  it("suggests the start date from the data and says where it comes from", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await page.goto(page.url().replace(/$/, "/start-date"));
    await page.click("text=Use 4 March 2026");
    expect(await page.inputValue("#startDate-month")).toBe("3");
    await page.waitForSelector("text=This is the newest entry-date in your data");
  });

  it("names what is wrong, with the focus on the summary and links to the controls", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await page.goto(`${page.url()}/contact`);
    await page.fill("#contact-email", "someone@notgov.uk");
    await goOn();
    await page.waitForSelector(".govuk-error-summary");
    const problems = await page.$$eval(".govuk-error-summary a", (links) =>
      links.map((link) => link.textContent),
    );
    expect(problems).toEqual([
      "Enter your full name",
      "Enter a work email address that ends in gov.uk or org.uk",
    ]);
    expect(await page.evaluate(() => document.activeElement?.closest(".govuk-error-summary") !== null)).toBe(
      true,
    );
    await page.click(".govuk-error-summary a >> nth=1");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("contact-email");
  });

  it("changes one answer from the page of all and keeps the others", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll();
    await page.click("a:has-text('Change'):has-text('licence')");
    await at("licence");
    await page.check("input[name=licence][value=cc0]");
    await goOn();
    await at("check-answers");
    const text = (await page.textContent("#answers")) ?? "";
    expect(text).toContain("Creative Commons Zero");
    expect(text).toContain("https://www.doncaster.gov.uk/open-data/areas.csv");
    expect(text).toContain("1 February 2026");
  });
});

describe("nothing is lost or doubled", () => {
  it("keeps every answer when the tab is closed in the middle of a question", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    const tasks = page.url();
    await page.goto(`${tasks}/endpoint`);
    await page.fill("#endpointUrl", "https://www.doncaster.gov.uk/half-typed");
    await page.waitForTimeout(100);
    await page.close();
    page = await context.newPage();
    await page.goto(`${tasks}/endpoint`);
    await page.waitForSelector("#endpointUrl");
    expect(await page.inputValue("#endpointUrl")).toBe("https://www.doncaster.gov.uk/half-typed");
  });

  it("keeps every answer when the page is loaded anew at each step", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll(async () => {
      // Killed right after the last letter.
      await page.reload();
      await page.waitForSelector("h1:not(:text('Opening'))");
    });
    const text = (await page.textContent("#answers")) ?? "";
    for (const answered of ["open-data/areas.csv", "Open Government Licence", "1 February 2026", "Ada Byron"])
      expect(text).toContain(answered);
  });

  it("sends once for a double click", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll();
    await page.check("#consent");
    await page.dblclick("text=Send the request");
    await page.waitForSelector("text=Your request was received");
    expect([...stored.values()].map(({ times }) => times)).toEqual([1]);
  });

  it("waits while there is no connection, also closed, and is sent when there is one", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll();
    serverIs = "down";
    await finish();
    await page.waitForSelector("text=Your request is ready");
    const sent = page.url();
    expect(stored.size).toBe(0);
    await page.close();
    serverIs = "up";
    // Days later, on another page of the tool.
    page = await context.newPage();
    await page.goto(app.url);
    await page.waitForTimeout(4_000);
    await page.goto(sent);
    await page.waitForSelector("text=Your request was received");
    expect([...stored.values()].map(({ times }) => times)).toEqual([1]);
  });

  it("is finished without any connection and sent when the connection comes back", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll();
    // Everything the next page needs has been fetched for use without a connection.
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForTimeout(3_000);
    await context.setOffline(true);
    await finish();
    await page.waitForSelector("text=Waiting to send");
    await page.reload();
    await page.waitForSelector("text=Waiting to send");
    expect(stored.size).toBe(0);
    await context.setOffline(false);
    await page.waitForSelector("text=Your request was received");
    expect([...stored.values()].map(({ times }) => times)).toEqual([1]);
  });

  it("is sent by one of two tabs", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.waitForSelector("text=Send the request");
    await page.check("#consent");
    await other.check("#consent");
    await Promise.all([page.click("text=Send the request"), other.click("text=Send the request")]);
    await page.waitForSelector("text=Your request was received");
    await other.waitForSelector("text=Your request was received");
    expect([...stored.values()].map(({ times }) => times)).toEqual([1]);
  });

  it("comes back as a draft with the server's words when it is refused", async () => {
    await beginFromCheck({ name: "areas.csv", content: good }, "conservation-area");
    await goOn();
    await answerAll();
    serverIs = "refusing";
    await finish();
    await page.waitForSelector("text=Say more in the notes");
    await page.click("text=Change your answers");
    await page.waitForSelector("text=You have completed");
    serverIs = "up";
    await page.goto(`${page.url()}/check-answers`);
    await page.waitForSelector("text=Send the request");
    await page.click("text=Send the request");
    await page.waitForSelector("text=Your request was received");
    expect(stored.size).toBe(1);
  });
});

describe("without a server", () => {
  it("is handed over as a file and an email", async () => {
    const still = await startAppServer();
    try {
      await page.goto(`${still.url}/request`);
      await page.click("text=Start a request");
      await page.check("input[name=kind][value=retire]");
      await goOn();
      await at("organisation");
      await page.fill("#organisation", "Doncaster");
      await page.click("[role=option]");
      await goOn();
      await at("dataset");
      await page.fill("#datasets", "conservation area");
      await page.click("[role=option]");
      await goOn();
      await at("existing-endpoints");
      await page.check("input[name=existingEndpoints]");
      await goOn();
      await at("reason");
      await page.fill("#reason", "The data moved");
      await goOn();
      await at("contact");
      await answer("contact");
      await goOn();
      await at("notes");
      await goOn();
      await at("check-answers");
      await finish();
      await page.waitForSelector("text=has no server");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.click("text=Save the request file"),
      ]);
      expect(download.suggestedFilename()).toMatch(/^PDC-.{4}-.{4}\.json$/);
      expect(await page.getAttribute("a:has-text('Write the email')", "href")).toMatch(/^mailto:/);
      await page.click("text=I have sent it");
      await page.waitForSelector("text=You sent your request");
    } finally {
      await still.close();
    }
  });
});

describe("every page of a request", () => {
  it("has no accessibility fault, and no sideways scrolling on a desk or a telephone", async () => {
    await beginFromCheck(
      { name: "areas.csv", content: csv("CA1,High Street,,2026-03-04\n") },
      "conservation-area",
    );
    const tasks = page.url();
    const look = async () => {
      await page.waitForSelector("h1:not(:text('Opening'))");
      for (const viewport of [phone, desktop]) {
        await page.setViewportSize(viewport);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${page.url()} at ${viewport.width}`).toBeLessThanOrEqual(0);
        await keepPicture(viewport.width);
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([]);
    };
    await look();
    for (const question of await page.$$eval(".govuk-task-list a", (links) =>
      links.map((link) => String(link.getAttribute("href"))),
    )) {
      await page.goto(app.url + question);
      await look();
      if (/contact$/.test(question)) {
        await goOn();
        await page.waitForSelector(".govuk-error-summary");
        await look();
      }
    }
    await page.goto(tasks);
    await page.click("text=Continue");
    await answerAll();
    await look();
    await finish();
    await page.waitForSelector("text=Your request was received");
    await look();
    await page.goto(`${app.url}/request`);
    await look();
    expect(await heading(page)).toBe("Your requests to the Planning Data team");
  }, 400_000);

  /** With PICTURES set to a folder: what each page looks like. */
  async function keepPicture(width: number): Promise<void> {
    const folder = process.env.PICTURES;
    if (!folder) return;
    const name = new URL(page.url()).pathname.replaceAll("/", "-").replace(/[0-9a-f]{32}/, "id");
    const error = (await page.$(".govuk-error-summary")) ? "-error" : "";
    await page.screenshot({ path: `${folder}/${width}${name}${error}.png`, fullPage: true });
  }
});
