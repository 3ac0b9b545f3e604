import type { PatchRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import type { IssueLog } from "../issue-log.ts";
import { compilePattern, literalMatch, type Pattern } from "../regex/pattern.ts";
import { Remembered } from "../remembered.ts";
import type { RuleLog } from "../trace.ts";

interface Patch {
  readonly rule: PatchRule;
  /** The pattern's text, which also matches itself literally. */
  readonly text: string;
  readonly replacement: string;
  /** Compiled when first needed: as the pipeline, a pattern that cannot be compiled raises only then. */
  compiled?: Pattern;
}

/**
 * Replaces whole values that the data team lists in `patch.csv`.
 *
 * In:   entries with mapped field names, values as published.
 * Out:  the same entries in the same order, patched.
 * Logs: `patch`, with the value as published, when it changed.
 *
 * Patterns match from the start of the value, in any case of letters; the first that matches replaces the whole value.
 * Source: digital_land/phase/patch.py
 */
export function patchPhase(
  patches: ReadonlyMap<string, readonly PatchRule[]>,
  issues: IssueLog,
  applied: RuleLog,
): Phase<Entry, Entry> {
  const byField = new Map<string, FieldPatches>();
  return function* patch(entries) {
    for (const entry of entries) {
      if (patches.size > 0) patchRow(entry);
      yield entry;
    }
  };

  function patchRow(entry: Entry): void {
    const { columns, values } = entry.row;
    for (const [place, field] of columns.names.entries()) {
      let fieldPatches = byField.get(field);
      if (fieldPatches === undefined) {
        fieldPatches = new FieldPatches(candidatesFor(field, patches));
        byField.set(field, fieldPatches);
      }
      const value = values[place] ?? "";
      const hit = fieldPatches.find(value);
      if (hit === undefined) continue;
      applied(hit.rule, entry, field);
      if (hit.patched === value) continue;
      issues.add(entry, field, "patch", value);
      values[place] = hit.patched;
    }
  }
}

interface Hit {
  readonly rule: PatchRule;
  readonly patched: string;
}

/**
 * The patches of one field. A collection may have hundreds of patterns (brownfield-land: 420), but few that can match a
 * value that begins with a given character; what became of a value is remembered where there are any.
 */
class FieldPatches {
  private readonly candidates: readonly Patch[];
  /** By the first character of a value. */
  private readonly byBegin = new Map<number | undefined, BeginPatches>();

  constructor(candidates: readonly Patch[]) {
    this.candidates = candidates;
  }

  find(value: string): Hit | undefined {
    if (this.candidates.length === 0) return undefined;
    const begin = value.codePointAt(0);
    let patches = this.byBegin.get(begin);
    if (patches === undefined) {
      const candidates = this.candidates.filter((patch) => canBegin(patch, value));
      patches = { candidates, remembered: new Remembered() };
      this.byBegin.set(begin, patches);
    }
    if (patches.candidates.length === 0) return undefined;
    const known = patches.remembered.get(value);
    if (known !== undefined) return known === noHit ? undefined : known;
    const hit = tryAll(patches.candidates, value);
    patches.remembered.set(value, hit ?? noHit);
    return hit;
  }
}

interface BeginPatches {
  readonly candidates: readonly Patch[];
  readonly remembered: Remembered<Hit | typeof noHit>;
}

const noHit = "no hit";

function canBegin(patch: Patch, value: string): boolean {
  if (patch.text.codePointAt(0) === value.codePointAt(0)) return true;
  try {
    return compiled(patch).canBegin(value);
  } catch {
    // It raises when it is tried.
    return true;
  }
}

function tryAll(candidates: readonly Patch[], value: string): Hit | undefined {
  for (const candidate of candidates) {
    const patched = replace(candidate, value);
    if (patched !== undefined) return { rule: candidate.rule, patched };
  }
  return undefined;
}

/** The patterns of a field, then those for all fields; where both have a pattern, the latter's value is used. */
function candidatesFor(field: string, patches: ReadonlyMap<string, readonly PatchRule[]>): readonly Patch[] {
  const candidates = new Map<string, Patch>();
  for (const rule of [...(patches.get(field) ?? []), ...(patches.get("") ?? [])]) {
    candidates.set(rule.pattern, { rule, text: rule.pattern, replacement: rule.value });
  }
  return [...candidates.values()];
}

function replace(patch: Patch, value: string): string | undefined {
  if (patch.text === value) return literalMatch(value).expand(patch.replacement);
  return compiled(patch).match(value)?.expand(patch.replacement);
}

function compiled(patch: Patch): Pattern {
  patch.compiled ??= compilePattern(patch.text, { ignoreCase: true });
  return patch.compiled;
}
