import { parquetWriteBuffer } from "hyparquet-writer";
import type { SummaryRows } from "../batch/summarise.ts";

/** A table as Parquet: counts as 64-bit whole numbers, everything else as text. */
export function parquetTable({ columns, rows }: SummaryRows): Uint8Array {
  const columnData = columns.map((name, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    const isNumber = cells.length > 0 && cells.every((cell) => typeof cell === "number");
    return isNumber
      ? { name, type: "INT64" as const, data: cells.map((cell) => BigInt(cell)) }
      : { name, type: "STRING" as const, data: cells.map(String) };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
