import { nodeCollectEffects, nodeFetch } from "../effects/fetch-node.ts";
import { fileSource } from "../effects/node/file-source.ts";
import { collect } from "../endpoint/collect.ts";
import { failureText } from "../endpoint/failure-text.ts";
import { type Inspection, inspectEndpoint } from "../endpoint/inspect.ts";
import { type ByteSource, bytesSource } from "../engine/convert/source.ts";
import { UsageError } from "./usage-error.ts";

export interface Target {
  readonly source: ByteSource;
  readonly name: string;
  /** What was found at the address, when it is one. */
  readonly inspection?: Inspection;
  close(): void;
}

/** Opens a file, or collects an address as the collector would. @throws UsageError in plain words */
export async function openTarget(target: string): Promise<Target> {
  return /^https?:\/\//i.test(target) ? collectTarget(target) : openFile(target);
}

function openFile(path: string): Target {
  try {
    const source = fileSource(path);
    return { source, name: path, close: () => source.close() };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") throw new UsageError(`There is no file ${path}.`);
    if (code === "EISDIR")
      throw new UsageError(`${path} is a folder. Name a file, for example ${path}/data.csv.`);
    if (code === "EACCES")
      throw new UsageError(`${path} may not be read by you. Check the file's permissions.`);
    throw error;
  }
}

async function collectTarget(url: string): Promise<Target> {
  const now = new Date().toISOString().slice(0, 23);
  const effects = nodeCollectEffects(nodeFetch());
  const inspection = await inspectEndpoint({ url, now }, effects);
  const { advice, choices, plugin } = inspection;
  // An address that could never be registered is not asked by the inspection; its data can be checked all the same.
  const collected = inspection.collected ?? (await collect({ url, now, plugin }, effects));
  if (collected?.status === "OK" && collected.bytes) {
    return { source: bytesSource(collected.bytes), name: url, inspection, close: () => {} };
  }
  const failure = collected?.failure && failureText(collected.failure);
  const reasons = advice.filter(({ verdict }) => verdict === "must fix").map(({ reason }) => `- ${reason}`);
  const layers = choices.map((choice) => `- ${choice.name}: ${choice.url}`);
  throw new UsageError(
    [
      failure ? `${failure.title}. ${failure.what} ${failure.todo}` : `${url} gave no data.`,
      ...reasons,
      ...(layers.length > 0 ? ["It is a service with several layers; check one of them:", ...layers] : []),
    ].join("\n"),
  );
}
