import { compareCodePoints, strip } from "../engine/python-text.ts";
import type { DatasetData } from "./dataset-data.ts";
import { checkArguments, type Json, type Outcome, type Parameters, raise, textOf } from "./expectation.ts";

const signature = {
  name: "check_fields_required_after_plan_event",
  required: ["fields", "plan_timetable_path"],
  optional: ["plan_event", "today"],
};

/** Which plans lack fields they must have once they have reached a stage. */
export function checkFieldsRequiredAfterPlanEvent(parameters: Parameters, data: DatasetData): Outcome {
  checkArguments(signature, parameters);
  const {
    fields,
    plan_timetable_path: path,
    plan_event: event = "proposed-plan-consultation-start",
  } = parameters;
  if (!Array.isArray(fields) || fields.length === 0) {
    raise("ValueError", "At least one field must be provided to check");
  }
  const today = parameters.today ? textOf(parameters.today) : data.today;
  if (!data.planTimetable) {
    const message = `plan-timetable not available at '${textOf(path)}', check skipped`;
    return { passed: true, message, details: { skipped: true, failures: [] } };
  }
  const reached = new Map<string, string>();
  for (const { plan, planEvent, actualDate } of data.planTimetable) {
    if (planEvent !== textOf(event) || actualDate === "" || !(actualDate < today)) continue;
    const earliest = reached.get(plan);
    if (earliest === undefined || actualDate < earliest) reached.set(plan, actualDate);
  }
  const plans = data.entities.filter(({ reference }) => reached.has(reference));
  const failures = plans.flatMap(({ json, reference, organisationEntity }) => {
    const values: { readonly [name: string]: Json } = JSON.parse(json || "{}");
    return fields
      .map(textOf)
      .filter((field) => isBlank(values[field]))
      .map((field) => ({
        organisation: values.organisations || "",
        organisation_entity: organisationEntity === "" ? null : organisationEntity,
        reference,
        field,
        "actual-date": reached.get(reference) ?? "",
      }));
  });
  failures.sort((a, b) => compareCodePoints(a.reference, b.reference) || compareCodePoints(a.field, b.field));
  return {
    passed: failures.length === 0,
    message: `${failures.length} missing values found across ${plans.length} plans which have passed ${textOf(event)}`,
    details: { failures, fields, plan_event: event, plans_past_event: plans.length },
  };
}

function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || strip(textOf(value)) === "";
}
