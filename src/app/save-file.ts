/** Hands a file to the browser's downloads. Nothing is fetched: the blob is made on this computer. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Firefox starts the download after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `areas.csv` and `issue.csv` give `areas-issue.csv`, so that downloads of several checks can be told apart. */
export function downloadName(checkedName: string, kind: string): string {
  const stem = checkedName.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "-");
  return `${stem === "" ? "check" : stem}-${kind}`;
}
