/** A commit of a repository on GitHub: where its zip is, and what people call it. */
export interface CommitZip {
  readonly url: string;
  /** `config@1a2b3c4` */
  readonly label: string;
}

/** Out of the address of a commit (or of its tree), as it stands in a browser; `undefined` when it is none. */
export function commitZip(address: string): CommitZip | undefined {
  const match = /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+)\/(?:commit|tree)\/([0-9a-f]{7,40})\b/.exec(
    address.trim(),
  );
  if (!match) return undefined;
  const [, owner = "", repository = "", commit = ""] = match;
  return {
    url: `https://codeload.github.com/${owner}/${repository}/zip/${commit}`,
    label: `${repository}@${commit.slice(0, 7)}`,
  };
}
