import type { FieldProblem } from "./validate.ts";

/** What a plugin can be told, with a name for people. Source: service/request.md 1 */
export const pluginParameters = {
  "": [],
  arcgis: [
    { name: "max_page_size", label: "Features asked for at a time" },
    { name: "timeout", label: "Seconds to wait for an answer" },
    { name: "retries", label: "Attempts for each page" },
    { name: "retry_backoff_seconds", label: "Seconds between two attempts" },
  ],
  wfs: [{ name: "page_size", label: "Features asked for at a time" }],
} as const satisfies Readonly<Record<string, readonly { readonly name: string; readonly label: string }[]>>;

export const parameterNames: readonly string[] = Object.values(pluginParameters).flatMap((list) =>
  list.map(({ name }) => name),
);

/** What is wrong with the settings of a plugin: names it does not have, and what is no whole number above 0. */
export function parameterProblems(
  plugin: keyof typeof pluginParameters,
  parameters: Readonly<Record<string, number>>,
): FieldProblem[] {
  const known = pluginParameters[plugin];
  return Object.entries(parameters).flatMap(([name, value]): FieldProblem[] => {
    const label = known.find((one) => one.name === name)?.label;
    if (label === undefined) {
      const whose = plugin === "" ? "without a plugin" : `of the plugin ${plugin}`;
      return [{ field: "plugin", message: `There is no setting "${name}" ${whose}` }];
    }
    if (Number.isSafeInteger(value) && value > 0) return [];
    return [{ field: `parameters.${name}`, message: `${label} must be a whole number above 0` }];
  });
}
