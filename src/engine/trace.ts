import type { Rule } from "../configuration/configuration.ts";
import type { Issue } from "../issues/issue.ts";
import type { Phase, Provenance } from "./block.ts";

/**
 * Told of every configuration rule that did something to an entry. Phases call it as they apply a rule; a run without
 * a trace hands in one that does nothing.
 */
export type RuleLog = (rule: Rule, where: Provenance, field: string) => void;

/** What a trace is told, while a run goes on. Neither changes the run. */
export interface RunTrace {
  /** Wraps each phase of the run, by its name in the pipeline: a place to see what goes in and what comes out. */
  observe?<In, Out>(name: string, phase: Phase<In, Out>): Phase<In, Out>;
  rule?: RuleLog;
  /** Every issue at the moment it is logged, while its phase is at work: the sink gets it later. Not of double references. */
  issue?: (issue: Issue) => void;
}
