import { raise } from "./expectation.ts";

const placeholder = /\{\{-?\s*(.*?)\s*-?\}\}/gs;
const member = /^organisation(?:\.(\w+)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\])$/;

/**
 * A text with `{{ organisation.column }}` filled in; columns are written with `_` for `-`. A column that does not exist is
 * blank. Of the template language the platform uses, only this is found in its rules.
 * @throws ExpectationError for anything else between the braces
 */
export function fillTemplate(text: string, organisation: ReadonlyMap<string, string>): string {
  return text.replace(placeholder, (_, expression: string) => {
    const found = member.exec(expression);
    const name = found?.[1] ?? found?.[2] ?? found?.[3];
    if (name === undefined) raise("TemplateSyntaxError", `cannot read {{ ${expression} }}`);
    return organisation.get(name) ?? "";
  });
}
