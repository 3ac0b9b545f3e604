import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { AddressFound, CollectStep } from "../../../workers/endpoint-protocol.ts";
import type { RunToOpen, TablesToOpen } from "../../../workers/reproduce-protocol.ts";
import { folderHash } from "../../check/tables-hash.ts";
import { archiveUrl } from "../../reproduce/archive.ts";
import { commitZip } from "../../reproduce/commit-zip.ts";
import type { RunChoices } from "../../reproduce/run-file.ts";
import type { ErrorSummaryItem } from "../components/error-summary.tsx";
import { inspectAddress } from "../endpoint-client.ts";
import { readSpecification } from "../read-tables.ts";
import type { ResourceChoice } from "./resource-source.tsx";
import type { TablesChoice } from "./tables-source.tsx";

export interface RunSources {
  readonly resource: ResourceChoice;
  readonly configuration: TablesChoice;
  readonly specification: TablesChoice;
}

export type GatherReply =
  | { readonly ok: true; readonly run: RunToOpen }
  | { readonly ok: false; readonly problem: ErrorSummaryItem };

/** What is missing before anything can be fetched. */
export function sourceProblems({ resource, configuration, specification }: RunSources): ErrorSummaryItem[] {
  const problems: ErrorSummaryItem[] = [];
  const need = (missing: boolean, target: string, text: string) => missing && problems.push({ target, text });
  const { from, file, url, hash, archive, downloads } = resource;
  need(from === "file" && !file, "file", "Choose the file to run");
  need(from === "address" && !isAddress(url), "url", "Enter an address that starts with https://");
  need(from === "archive" && !isHash(hash), "hash", "Enter the 64 characters of the resource’s hash");
  need(
    from === "archive" && !downloads?.length && !isAddress(archive),
    "archive",
    "Enter an address that starts with https://",
  );
  for (const [id, choice] of [
    ["configuration", configuration],
    ["specification", specification],
  ] as const) {
    need(choice.from === "zip" && !choice.zip, `${id}-zip`, `Choose the zip of the ${id}`);
    need(
      choice.from === "folder" && !choice.folder?.length,
      `${id}-folder`,
      `Choose the folder of the ${id}`,
    );
    need(
      choice.from === "commit" && !commitZip(choice.commit),
      `${id}-commit`,
      "Enter the address of a commit, as https://github.com/digital-land/config/commit/ and its hash",
    );
  }
  return problems;
}

/** Fetches what has to be fetched and puts the run together. `undefined` when it was cancelled. */
export async function gatherRun(
  sources: RunSources,
  choices: RunChoices,
  onProgress: (words: string, step: CollectStep) => void,
  signal: AbortSignal,
): Promise<GatherReply | undefined> {
  const collection =
    (await readSpecification()).specification.datasets.get(choices.dataset)?.collection ?? "";
  const fetched = (url: string, words: string) =>
    inspectAddress(url, undefined, (step) => onProgress(words, step), signal);
  const configuration = await tablesOf(sources.configuration, "configuration", collection, fetched);
  if (configuration === "cancelled") return undefined;
  if (configuration && "problem" in configuration) return { ok: false, problem: configuration.problem };
  const specification = await tablesOf(sources.specification, "specification", collection, fetched);
  if (specification === "cancelled") return undefined;
  if (specification && "problem" in specification) return { ok: false, problem: specification.problem };
  const tables = {
    ...(configuration ? { configuration: configuration.tables } : {}),
    ...(specification ? { specification: specification.tables } : {}),
  };
  const found = await resourceOf(sources.resource, collection, fetched);
  if (found === "cancelled") return undefined;
  if ("problem" in found) return { ok: false, problem: found.problem };
  const { endpoint, ...resource } = found;
  const endpoints = [
    ...new Set([...(choices.endpoints ?? []), ...(endpoint === undefined ? [] : [endpoint])]),
  ];
  return {
    ok: true,
    run: { ...resource, choices: { ...choices, ...(endpoints.length > 0 ? { endpoints } : {}) }, ...tables },
  };
}

type FoundResource =
  | { readonly file: Blob; readonly name: string; readonly url?: string; readonly endpoint?: string }
  | { readonly problem: ErrorSummaryItem }
  | "cancelled";

/** The bytes: of a file, of an address as the collector would have them, or by their hash. */
async function resourceOf(
  choice: ResourceChoice,
  collection: string,
  fetched: Fetched,
): Promise<FoundResource> {
  const { from, file, name } = choice;
  if (from === "archive") return byHash(choice, collection, fetched);
  if (from === "file" && file) return { file, name: name ?? file.name };
  const url = choice.url.trim();
  const found = await fetched(url, "Fetching the data as the platform would");
  if (!found) return "cancelled";
  return found.file
    ? { file: found.file, name: nameOf(url), url, endpoint: url }
    : { problem: { target: "url", text: nothingThere(found) } };
}

/** Out of the folder of downloads, else out of the archive; never another file than the hash names. */
async function byHash(
  { hash, archive, downloads = [] }: ResourceChoice,
  collection: string,
  fetched: Fetched,
): Promise<FoundResource> {
  const wanted = hash.trim().toLowerCase();
  const name = wanted.slice(0, 12);
  const kept = downloads.find((file) => file.name === wanted || file.name.startsWith(`${wanted}.`));
  if (kept) return (await otherFile(kept, wanted, "The folder")) ?? { file: kept, name };
  if (!isAddress(archive)) {
    const text = "The folder has no file of this name, and no archive is given";
    return { problem: { target: "hash", text } };
  }
  const url = archiveUrl(archive.trim(), collection, wanted);
  const found = await fetched(url, "Fetching the file from the archive");
  if (!found) return "cancelled";
  if (!found.file) return { problem: { target: "hash", text: nothingThere(found) } };
  return (await otherFile(found.file, wanted, "The archive")) ?? { file: found.file, name, url };
}

function nothingThere({ failure }: AddressFound): string {
  return failure ? `${failure.title}. ${failure.todo}` : "There is no data at the address";
}

/** A resource is what its hash says, or it is another file. */
async function otherFile(
  file: Blob,
  wanted: string,
  where: string,
): Promise<{ readonly problem: ErrorSummaryItem } | undefined> {
  const got = bytesToHex(sha256(new Uint8Array(await file.arrayBuffer())));
  if (got === wanted) return undefined;
  return { problem: { target: "hash", text: `${where} gave another file, with the hash ${got}` } };
}

type Fetched = (url: string, words: string) => ReturnType<typeof inspectAddress>;
type Given =
  | { readonly tables: TablesToOpen }
  | { readonly problem: ErrorSummaryItem }
  | "cancelled"
  | undefined;

async function tablesOf(
  { from, zip, folder = [], commit }: TablesChoice,
  id: "configuration" | "specification",
  collection: string,
  fetched: Fetched,
): Promise<Given> {
  if (from === "zip" && zip) return { tables: { label: zip.name, zip } };
  if (from === "folder") {
    const tables = await tablesOfFolder(folder, id, collection);
    if (tables) return { tables };
    const what = id === "configuration" ? "column.csv or patch.csv" : "dataset.csv";
    return { problem: { target: `${id}-folder`, text: `The folder holds no table such as ${what}` } };
  }
  const wanted = from === "commit" ? commitZip(commit) : undefined;
  if (!wanted) return undefined;
  const found = await fetched(wanted.url, `Fetching ${wanted.label}`);
  if (!found) return "cancelled";
  if (found.file) return { tables: { label: wanted.label, zip: found.file } };
  return {
    problem: {
      target: `${id}-commit`,
      text: `The commit could not be fetched from here. Download ${wanted.url} and choose it as a zip`,
    },
  };
}

/** The tables of a folder; of a whole checkout those of the collection, or of the specification. */
async function tablesOfFolder(
  folder: readonly File[],
  id: "configuration" | "specification",
  collection: string,
): Promise<TablesToOpen | undefined> {
  // The path begins with the name of the folder that was chosen.
  const pathOf = (file: File) => `/${file.webkitRelativePath}`;
  const top = `/${folder[0]?.webkitRelativePath.split("/")[0] ?? ""}/`;
  const inside = id === "configuration" ? `/pipeline/${collection}/` : "/specification/";
  const within = folder.find((file) => pathOf(file).includes(inside) && file.name.endsWith(".csv"));
  const root = within ? pathOf(within).slice(0, pathOf(within).indexOf(inside) + inside.length) : top;
  const own = folder.filter((file) => pathOf(file).startsWith(root));
  const files: Record<string, string> = {};
  const all = new Map<string, Uint8Array>();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (const file of own) {
    const path = pathOf(file).slice(root.length);
    const bytes = new Uint8Array(await file.arrayBuffer());
    all.set(path, bytes);
    if (path.endsWith(".csv") && !path.includes("/")) files[path] = decoder.decode(bytes);
  }
  if (Object.keys(files).length === 0) return undefined;
  const old = folder.find((file) => pathOf(file).endsWith(`/collection/${collection}/old-resource.csv`));
  return {
    label: top.slice(1, -1) || "folder",
    files,
    folderHash: folderHash(all),
    ...(old && id === "configuration" ? { oldResource: decoder.decode(await old.arrayBuffer()) } : {}),
  };
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text.trim());
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text.trim());
}

/** The last step of an address, as a browser would name the file. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, hostname } = new URL(url);
  return pathname.split("/").filter(Boolean).at(-1) ?? hostname;
}
