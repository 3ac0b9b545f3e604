/** How much room this site has on the computer and uses, in bytes; `undefined` where the browser does not tell. */
export async function storageUse(): Promise<{ readonly used: number; readonly quota: number } | undefined> {
  if (!navigator.storage?.estimate) return undefined;
  const { usage, quota } = await navigator.storage.estimate();
  return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
}
