import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Evidence } from "../../request/endpoint-request.ts";
import { listChecks, readFile } from "../../store/checks.ts";

/** The very file a request was made from, out of the checks kept on this computer; `undefined` when it is not there. */
export async function keptFile(evidence: Evidence | undefined): Promise<File | undefined> {
  if (!evidence) return undefined;
  try {
    const checks = await listChecks();
    const own = checks.find(({ fileKept, report }) => fileKept && report.checked.sha256 === evidence.sha256);
    const blob = own && (await readFile(own.id));
    return blob && new File([blob], evidence.name);
  } catch {
    return undefined;
  }
}

/** SHA-256 of a file, in slices. */
export async function hashOfFile(file: Blob): Promise<string> {
  const hash = sha256.create();
  const slice = 8_000_000;
  for (let start = 0; start < file.size; start += slice)
    hash.update(new Uint8Array(await file.slice(start, start + slice).arrayBuffer()));
  return bytesToHex(hash.digest());
}
