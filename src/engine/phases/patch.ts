import type { PatchRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import type { IssueLog } from "../issue-log.ts";
import { compilePattern, literalMatch, type Pattern } from "../regex/pattern.ts";
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
  const byField = new Map<string, readonly Patch[]>();
  return function* patch(entries) {
    for (const entry of entries) {
      if (patches.size > 0) patchRow(entry);
      yield entry;
    }
  };

  function patchRow(entry: Entry): void {
    for (const [field, value] of entry.row) {
      let candidates = byField.get(field);
      if (candidates === undefined) {
        candidates = candidatesFor(field, patches);
        byField.set(field, candidates);
      }
      for (const candidate of candidates) {
        const patched = replace(candidate, value);
        if (patched === undefined) continue;
        applied(candidate.rule, entry, field);
        if (patched !== value) {
          issues.add(entry, field, "patch", value);
          entry.row.set(field, patched);
        }
        break;
      }
    }
  }
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
  patch.compiled ??= compilePattern(patch.text, { ignoreCase: true });
  return patch.compiled.match(value)?.expand(patch.replacement);
}
