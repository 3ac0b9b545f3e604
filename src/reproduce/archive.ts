/** Where the platform keeps every file it ever collected. */
export const usualArchive = "https://files.planning.data.gov.uk";

/**
 * The address of a resource in an archive, by its hash.
 * @param archive the start of the address, or all of it with `{collection}` and `{hash}` where they go
 */
export function archiveUrl(archive: string, collection: string, hash: string): string {
  const pattern = archive.includes("{hash}")
    ? archive
    : `${archive.replace(/\/+$/, "")}/{collection}-collection/collection/resource/{hash}`;
  return pattern.replaceAll("{collection}", collection).replaceAll("{hash}", hash);
}
