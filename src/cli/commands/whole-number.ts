import { UsageError } from "../usage-error.ts";

/** The value of an option that counts something. @throws UsageError when it is none */
export function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${option} must be a whole number; "${value}" is not.`);
  return Number(value);
}
