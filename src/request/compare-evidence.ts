import type { Evidence } from "./endpoint-request.ts";

/** A number the publisher's check gave and the one a check now gives. */
export interface SentAndNow {
  readonly sent: number;
  readonly now: number;
}

export interface IssueSentAndNow extends SentAndNow {
  readonly type: string;
  readonly field: string;
}

export interface VersionSentAndNow {
  readonly what: "tool" | "specification" | "configuration" | "mode" | "date";
  readonly sent: string;
  readonly now: string;
}

/** What was sent beside what is found now. */
export interface EvidenceComparison {
  /** The very same bytes. */
  readonly sameFile: boolean;
  readonly bytes: SentAndNow;
  readonly records: SentAndNow;
  readonly kept: SentAndNow;
  readonly mustFix: SentAndNow;
  readonly needsFixing: SentAndNow;
  /** Absent where the references were not counted on both sides. */
  readonly references?: SentAndNow;
  readonly unassigned?: SentAndNow;
  /** All issue types of either side, those that differ first, sent most first. */
  readonly issues: readonly IssueSentAndNow[];
  /** Every version, and whether it is the same. */
  readonly versions: readonly VersionSentAndNow[];
  /** Nothing that counts differs: file, rows and issues are those that were sent. */
  readonly same: boolean;
}

/** Lays the evidence of a request beside the evidence of a check made now. */
export function compareEvidence(sent: Evidence, now: Evidence): EvidenceComparison {
  const pair = (of: (evidence: Evidence) => number): SentAndNow => ({ sent: of(sent), now: of(now) });
  const sameFile = sent.sha256 === now.sha256;
  const issues = issuesOf(sent, now);
  const records = pair((one) => one.records);
  const kept = pair((one) => one.kept);
  const mustFix = pair((one) => one.mustFix);
  const needsFixing = pair((one) => one.needsFixing);
  const references = known(sent.references?.total, now.references?.total);
  const unassigned = known(sent.references?.unassigned, now.references?.unassigned);
  const versions: VersionSentAndNow[] = [
    { what: "tool", sent: sent.tool, now: now.tool },
    { what: "specification", sent: sent.specification, now: now.specification },
    { what: "configuration", sent: sent.configuration, now: now.configuration },
    { what: "mode", sent: sent.mode, now: now.mode },
    { what: "date", sent: sent.today, now: now.today },
  ];
  return {
    sameFile,
    bytes: pair((one) => one.bytes),
    records,
    kept,
    mustFix,
    needsFixing,
    ...(references ? { references } : {}),
    ...(unassigned ? { unassigned } : {}),
    issues,
    versions,
    same: sameFile && [records, kept, mustFix, needsFixing, ...issues].every(isSame),
  };
}

export function isSame({ sent, now }: SentAndNow): boolean {
  return sent === now;
}

/** Why two checks of one file may differ, for people: versions that are not the same. Empty for another file. */
export function reasonsToDiffer({ sameFile, versions }: EvidenceComparison): VersionSentAndNow[] {
  return sameFile ? versions.filter(({ sent, now }) => sent !== now) : [];
}

function issuesOf(sent: Evidence, now: Evidence): IssueSentAndNow[] {
  const issues = new Map<string, IssueSentAndNow>();
  for (const { type, field, count } of sent.issues)
    issues.set(`${type}|${field}`, { type, field, sent: count, now: 0 });
  for (const { type, field, count } of now.issues) {
    const key = `${type}|${field}`;
    issues.set(key, { type, field, sent: issues.get(key)?.sent ?? 0, now: count });
  }
  const most = (issue: IssueSentAndNow) => Math.max(issue.sent, issue.now);
  return [...issues.values()].sort(
    (a, b) => Number(isSame(a)) - Number(isSame(b)) || most(b) - most(a) || (a.type < b.type ? -1 : 1),
  );
}

function known(sent: number | undefined, now: number | undefined): SentAndNow | undefined {
  return sent === undefined || now === undefined ? undefined : { sent, now };
}
