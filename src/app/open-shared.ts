import type { SharedResult } from "../reproduce/shared-result.ts";
import { openReport } from "./state.ts";

/** Shows a result that somebody shared, with what was asked, so that the data at hand can be checked in the same way. */
export async function openShared({ report, run, at }: SharedResult): Promise<void> {
  const { organisations, endpoints, entryDate, columnMapping, geometryType, categoryValues, charset } = run;
  const [organisation] = organisations ?? [];
  await openReport(
    report,
    {
      ...(organisation !== undefined && { organisation }),
      ...(endpoints && { endpoints }),
      ...(entryDate !== undefined && { entryDate }),
      ...(columnMapping && { columnMapping }),
      ...(geometryType && { geometryType }),
      ...(categoryValues && { categoryValues }),
      ...(charset !== undefined && { charset }),
    },
    at,
  );
}
