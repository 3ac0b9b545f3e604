import type { Collected } from "../endpoint/collect.ts";

/** One plain sentence on why an address gave no data, and what to do. */
export function fetchStatusWords(url: string, { answer, failure }: Collected): string {
  const status = answer?.status;
  if (status === 401 || status === 403) {
    return `${url} refuses to be read (HTTP ${status}). The pipeline could not read it either: ask your IT to allow it for everyone.`;
  }
  if (status === 404 || status === 410)
    return `There is nothing at ${url} (HTTP ${status}). Check the address.`;
  if (status !== undefined && status !== 200)
    return `${url} answered HTTP ${status} instead of data. Try again later.`;
  if (failure) return `${url} could not be reached (${failure.code}). Check the address and the network.`;
  return `${url} gave no data: it is a web page, or empty. Name the address of the file itself.`;
}
