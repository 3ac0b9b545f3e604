import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { dataFacts, suggestedStartDate } from "../../src/request/data-facts.ts";
import { draftRequest, newDraft, type RequestAnswers } from "../../src/request/draft.ts";
import { nextQuestion, questionsFor } from "../../src/request/questions.ts";
import { reopenedDraft } from "../../src/request/reopen.ts";
import { readRepositoryZip } from "../../src/request/repository-zip.ts";
import { readRequest } from "../../src/request/request-file.ts";
import { unassignedIn } from "../../src/request/unassigned.ts";
import { validateRequest } from "../../src/request/validate.ts";
import { referenceOrganisations, referenceSpecification } from "../conformance/reference-data.ts";
import { sampleRequest } from "./sample-request.ts";

const key = "0123456789abcdef0123456789abcdef";
const now = "2026-11-22T10:00:00.000Z";
const context = {
  today: "2026-11-22",
  specification: referenceSpecification(),
  organisation: (code: string) => referenceOrganisations().all.find((row) => row.organisation === code),
  isExpected: () => true,
};
const problems = (answers: RequestAnswers) =>
  validateRequest(answers, context).errors.map(({ field }) => field);

describe("a draft", () => {
  it("is the request it was made from", () => {
    const request = sampleRequest({
      datasets: ["conservation-area", "conservation-area-document"],
      shares: [{ dataset: "conservation-area", field: "name", pattern: "CA \\(north\\)" }],
      existingEndpoints: [{ endpoint: "1".repeat(64), url: "https://old.example.gov.uk", retire: true }],
    });
    const draft = reopenedDraft(request, now);
    expect(draft.answers.shares?.[0]?.pattern).toBe("CA (north)");
    expect(readRequest(draftRequest(draft))).toEqual({ ok: true, request });
  });

  it("asks what is missing, then nothing more", () => {
    const draft = reopenedDraft(sampleRequest(), now);
    const validated = validateRequest(draft.answers, context);
    expect(validated.errors).toEqual([]);
    expect(nextQuestion(draft, validated)).toBeUndefined();
    const { licence: _, ...rest } = draft.answers;
    expect(nextQuestion({ ...draft, answers: rest }, validateRequest(rest, context))).toBe("licence");
  });

  it("asks only what its kind needs", () => {
    const asked = (kind: RequestAnswers["kind"]) =>
      questionsFor(newDraft(key, now, { kind })).map(({ id }) => id);
    expect(asked("retire")).toEqual([
      "kind",
      "organisation",
      "dataset",
      "existing-endpoints",
      "reason",
      "contact",
      "notes",
    ]);
    expect(asked("change-details")).toContain("which-endpoint");
    expect(asked("change-details")).not.toContain("start-date");
  });

  it("asks why something is sent that must be fixed, and does not go without a reason", () => {
    const evidence = { ...sampleRequest().evidence, mustFix: 2 } as RequestAnswers["evidence"];
    const { answers } = reopenedDraft(sampleRequest(), now);
    expect(problems({ ...answers, evidence })).toEqual(["mustFixReason"]);
    expect(problems({ ...answers, evidence, mustFixReason: "next month" })).toEqual([]);
  });
});

describe("the answers to other kinds", () => {
  const base: RequestAnswers = {
    organisation: "local-authority:LBH",
    datasets: ["conservation-area"],
    contact: { name: "Ada", email: "ada@lambeth.gov.uk" },
    consent: true,
  };
  it("need an endpoint to retire and a reason", () => {
    expect(problems({ ...base, kind: "retire" })).toEqual(["existingEndpoints", "reason"]);
    const existingEndpoints = [{ endpoint: "1".repeat(64), url: "https://a.gov.uk/x.csv", retire: true }];
    const retire: RequestAnswers = { ...base, kind: "retire", existingEndpoints, reason: "moved" };
    expect(validateRequest(retire, context)).toMatchObject({
      errors: [],
      warnings: [{ field: "existingEndpoints" }],
    });
    expect(readRequest(draftRequest(newDraft(key, now, retire))).ok).toBe(true);
  });

  it("need something that changes", () => {
    const change: RequestAnswers = {
      ...base,
      kind: "change-details",
      endpoint: "1".repeat(64),
      endpointUrl: "https://a.gov.uk/x.csv",
    };
    expect(problems(change)).toEqual(["pipelines"]);
    expect(problems({ ...change, licence: "cc0" })).toEqual([]);
    expect(readRequest(draftRequest(newDraft(key, now, { ...change, licence: "cc0" }))).ok).toBe(true);
  });
});

describe("what a request wants to know of the data", () => {
  const transformed = [
    "entity,field,value",
    ",reference,CA1",
    ",reference,CA/2",
    ",entry-date,2026-03-04",
    ",entry-date,2999-01-01",
    ",start-date,1990-01-01",
    "",
  ].join("\n");
  const of = { dataset: "conservation-area", organisation: "local-authority:LBH", today: "2026-11-22" };
  const lookup = (reference: string, organisation = "local-authority:LBH", prefix = "conservation-area") =>
    new Map(Object.entries({ prefix, organisation, reference, entity: "1" }));

  it("is the newest date that is not in the future, and where it comes from", () => {
    const facts = dataFacts(transformed, of, undefined);
    expect(suggestedStartDate(facts)).toEqual({
      date: "2026-03-04",
      source: "the newest entry-date in your data",
    });
    expect(facts.known).toBeUndefined();
    expect(
      suggestedStartDate(dataFacts("entity,field,value\n", { ...of, fileDate: "2026-05-06" }, undefined))
        ?.date,
    ).toBe("2026-05-06");
  });

  it("are the references that are new or gone, compared as the pipeline does", () => {
    const lookups = [
      lookup("ca2"),
      lookup("GONE", "local-authority-eng:LBH"),
      lookup("X", "local-authority:SKP"),
    ];
    expect(dataFacts(transformed, of, lookups).known).toEqual({
      unassigned: 1,
      removed: 1,
      firstRemoved: ["GONE"],
    });
  });
});

describe("the references without a number, from a check and a lookup table", () => {
  it("are in the order of the data, compared as the pipeline does", () => {
    const fact = (entry: number, field: string, value: string) => `${entry},${field},${value}`;
    const entry = (number: number, reference: string) => [
      fact(number, "organisation", "local-authority:LBH"),
      fact(number, "prefix", "conservation-area"),
      fact(number, "reference", reference),
    ];
    const transformed = [
      "entry-number,field,value",
      ...entry(10, "NEW"),
      ...entry(9, "CA/1"),
      ...entry(2, "B"),
    ];
    const lookups =
      "prefix,organisation,reference,entity\nconservation-area,local-authority-eng:LBH,ca1,44\nconservation-area,local-authority:LBH,B,\n";
    expect(unassignedIn(`${transformed.join("\n")}\n`, lookups).map(({ reference }) => reference)).toEqual([
      "B",
      "NEW",
    ]);
  });

  it("are looked up in the tables of a zip, whatever folder stands around them", () => {
    const zip = zipSync({
      "config-main/pipeline/tree/lookup.csv": strToU8("a"),
      "config-main/README.md": strToU8("b"),
    });
    expect([...(readRepositoryZip(zip) ?? [])]).toEqual([["pipeline/tree/lookup.csv", "a"]]);
    expect(readRepositoryZip(strToU8("no zip"))).toBeUndefined();
  });
});
