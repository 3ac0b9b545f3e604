import { useEffect, useState } from "preact/hooks";

/** A field as the published guidance describes it. */
export interface GuidanceField {
  readonly field: string;
  readonly label: string;
  readonly description: string;
  /** Markdown, with examples in back-ticks. */
  readonly guidance: string;
  readonly hint: string;
  /** MUST, SHOULD, MAY, CONDITIONAL or blank. */
  readonly requirementLevel: string;
}

/** What people are asked for in one dataset. */
export interface DatasetGuidance {
  readonly dataset: string;
  readonly name: string;
  readonly plural: string;
  /** Address of the published guidance; blank when there is none. */
  readonly url: string;
  /** In the order the guidance gives them. */
  readonly fields: readonly GuidanceField[];
  readonly mandatory: readonly MandatoryRule[];
}

/** Which of the three lists asks for a field (service/datasets.md 4). */
export interface MandatoryRule {
  readonly field: string;
  readonly byLiveCheck: boolean;
  readonly byPipeline: boolean;
  readonly bySpecification: boolean;
}

export type GuidanceState =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly guidance: DatasetGuidance }
  | { readonly state: "unknown" }
  | { readonly state: "failed" };

/** The guidance of a dataset, fetched with the tool's other tables when first asked for. */
export function useGuidance(dataset: string): GuidanceState {
  const [state, setState] = useState<GuidanceState>({ state: "loading" });
  useEffect(() => {
    let current = true;
    setState({ state: "loading" });
    import("./load-guidance.ts")
      .then((module) => module.loadGuidance(dataset))
      .then(
        (guidance) => current && setState(guidance ? { state: "ready", guidance } : { state: "unknown" }),
        () => current && setState({ state: "failed" }),
      );
    return () => {
      current = false;
    };
  }, [dataset]);
  return state;
}

/** The fields, or none as long as they are not there. */
export function guidanceOf(state: GuidanceState): readonly GuidanceField[] {
  return state.state === "ready" ? state.guidance.fields : [];
}
