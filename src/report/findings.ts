/**
 * Everything this tool finds by itself, declared once: id, words, source. The pipeline reports none of it, and none of it
 * is ever written to issue.csv.
 */
import type { FindingText } from "./finding-text.ts";
import { NumberList } from "./number-list.ts";
import type { RowPlace, Sample } from "./report.ts";
import { type ChangeId, changeText } from "./text-changes.ts";
import { type FileFindingId, fileText } from "./text-file.ts";
import { type WorthCheckingId, worthCheckingText } from "./text-worth-checking.ts";

export type RowFindingId = ChangeId | WorthCheckingId;
export type FindingId = RowFindingId | FileFindingId;

export const findingText = { ...changeText, ...worthCheckingText, ...fileText } as const satisfies Record<
  FindingId,
  FindingText
>;

export function isFindingId(id: string): id is FindingId {
  return Object.hasOwn(findingText, id);
}

const samplesKept = 5;
const notesKept = 1000;

/** One kind of finding at one field (or column), with the rows it was found in. */
export interface Finding {
  readonly id: FindingId;
  readonly field: string;
  /** What a file or column finding names; `""` for rows. */
  readonly detail: string;
  count: number;
  /** Entry numbers, in the order found. */
  readonly entries: NumberList;
  readonly samples: Sample[];
  /** What is said of single rows besides ("50% outside"), by entry; of the first thousand. */
  readonly notes: Map<number, string>;
}

/** Gathers findings while a run goes on. */
export class FindingLog {
  readonly #byId = new Map<FindingId, Map<string, Finding>>();

  /** A row has it. `before` and `after` are kept for the first few. */
  row(id: RowFindingId, field: string, place: RowPlace, before = "", after = ""): void {
    const finding = this.#finding(id, field, "");
    finding.count++;
    finding.entries.pushNew(place.entryNumber);
    // Without a value before, the second is no value either but a remark.
    if (before === "" && after !== "" && finding.notes.size < notesKept)
      finding.notes.set(place.entryNumber, after);
    if (finding.samples.length < samplesKept) {
      const { lineNumber, entryNumber } = place;
      finding.samples.push({ lineNumber, entryNumber, before: shortened(before), after: shortened(after) });
    }
  }

  /** Takes a finding back, when the rest of the file has shown that there is nothing to it. */
  withdraw(id: RowFindingId, field: string): void {
    this.#byId.get(id)?.delete(field);
  }

  /** The file or a column has it, once per `field` and `detail`. */
  file(id: FileFindingId, detail = "", field = "", count = 1, samples: readonly Sample[] = []): void {
    const finding = this.#finding(id, field, detail);
    finding.count += count;
    finding.samples.push(...samples.slice(0, samplesKept - finding.samples.length));
  }

  /** In the order of the declarations, then of finding. */
  all(): Finding[] {
    const order = Object.keys(findingText);
    return [...this.#byId]
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .flatMap(([, findings]) => [...findings.values()]);
  }

  #finding(id: FindingId, field: string, detail: string): Finding {
    let fields = this.#byId.get(id);
    if (!fields) {
      fields = new Map();
      this.#byId.set(id, fields);
    }
    const key = detail === "" ? field : `${field}\n${detail}`;
    let finding = fields.get(key);
    if (!finding) {
      finding = { id, field, detail, count: 0, entries: new NumberList(), samples: [], notes: new Map() };
      fields.set(key, finding);
    }
    return finding;
  }
}

/** Samples are shown in one line; the whole value is on the row's own page. */
export function shortened(text: string, limit = 200): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
