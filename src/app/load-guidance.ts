import { capitalised, fieldLabel } from "../issues/field-label.ts";
import { mandatoryReport } from "../report/mandatory-columns.ts";
import type { DatasetGuidance } from "./guidance-data.ts";
import { tidyGuidance } from "./markdown.tsx";
import { readSpecification } from "./read-tables.ts";

/** What people are asked for in a dataset; `undefined` when the specification does not know it or says nothing. */
export async function loadGuidance(dataset: string): Promise<DatasetGuidance | undefined> {
  const { specification } = await readSpecification();
  const row = specification.datasets.get(dataset);
  const fields = specification.guidance.get(dataset);
  if (!row || !fields || fields.length === 0) return undefined;
  return {
    dataset,
    name: capitalised(row.name || dataset),
    plural: row.plural,
    url: specification.guidanceUrl.get(dataset) ?? "",
    fields: fields.map((field) => ({
      ...field,
      label: fieldLabel(field.field),
      description: tidyGuidance(field.description),
      guidance: tidyGuidance(field.guidance),
    })),
    mandatory: mandatoryReport(dataset, specification, () => undefined, 0),
  };
}
