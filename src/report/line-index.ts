import { groupOf } from "../issues/groups.ts";
import { type Finding, findingText } from "./findings.ts";
import type { NumberList } from "./number-list.ts";
import type { Group, LineSource, Sample } from "./report.ts";
import type { RunRecord } from "./run-record.ts";

/** The rows of one kind of issue. */
export interface IssueLine {
  count: number;
  readonly entries: NumberList;
  readonly samples: Sample[];
}

/** A line of the report before it has words: one type at one field, with its rows. */
export interface LineKey {
  readonly id: string;
  readonly group: Group;
  readonly source: LineSource;
  readonly about: "file" | "column" | "row";
  readonly type: string;
  readonly field: string;
  readonly detail: string;
  readonly count: number;
  /** Entry numbers, ascending, each once. */
  readonly entries: Uint32Array;
  readonly samples: readonly Sample[];
  /** Remarks of our own on single rows, by entry. */
  readonly notes?: ReadonlyMap<number, string>;
}

/** Lines by id, and by kind of issue; made when asked, and again when more was found since. */
export class LineIndex {
  readonly #record: RunRecord;
  #lines: readonly LineKey[] = [];
  #byId = new Map<string, LineKey>();
  #stamp = -1;
  #changes = 0;

  constructor(record: RunRecord) {
    this.#record = record;
  }

  /** Forces the next question to look again. */
  changed(): void {
    this.#changes++;
  }

  /** Issues of the pipeline in first-seen order, then our own findings in the order of their declarations. */
  all(): readonly LineKey[] {
    const { issues, records } = this.#record;
    const stamp = issues.count + records.entries * 7 + this.#changes * 1e9;
    if (stamp !== this.#stamp) {
      this.#stamp = stamp;
      this.#lines = [...this.#issueKeys(), ...this.#record.findings.all().map(findingKey)];
      this.#byId = new Map(this.#lines.map((line) => [line.id, line]));
    }
    return this.#lines;
  }

  get(id: string): LineKey | undefined {
    this.all();
    return this.#byId.get(id);
  }

  #issueKeys(): LineKey[] {
    return this.#record.issues.kinds.map(({ issueType, field }, kind) => {
      const line = this.#record.issueLines[kind];
      return {
        id: lineId(issueType, field),
        group: groupOf(issueType, field),
        source: "pipeline",
        about: "row",
        type: issueType,
        field,
        detail: "",
        count: line?.count ?? 0,
        entries: line?.entries.sortedSet() ?? new Uint32Array(),
        samples: line?.samples ?? [],
      };
    });
  }
}

/** Findings of which there may be several at one field, told apart by a column's name or a rule. */
const namedByDetail: ReadonlySet<string> = new Set([
  "unmapped-column",
  "column-overruled",
  "filtered-rows",
  "skipped-rows",
]);

function findingKey({ id, field, detail, count, entries, samples, notes }: Finding): LineKey {
  const { group, about } = findingText[id];
  const name = namedByDetail.has(id) ? detail : "";
  return {
    id: lineId(id, field, name),
    group,
    source: "ours",
    about,
    type: id,
    field,
    detail,
    count,
    entries: entries.sortedSet(),
    samples,
    notes,
  };
}

/** `invalid-date.start-date`: stable from run to run, and safe in an address. */
export function lineId(type: string, field: string, detail = ""): string {
  return [type, field, detail]
    .filter((part) => part !== "")
    .map(slug)
    .join(".");
}

function slug(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (plain.length > 0 && plain.length <= 60 && /^[\x20-\x7e]*$/.test(text)) return plain;
  // Letters that were left out still tell names apart.
  let hash = 0;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return `${plain.slice(0, 50)}${plain === "" ? "" : "-"}${(hash >>> 0).toString(36)}`;
}
