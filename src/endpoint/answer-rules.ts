import type { Advice, Verdict } from "./advice.ts";
import { arcgisError, recogniseArcgis } from "./arcgis.ts";
import { parseJson } from "./ask.ts";
import type { Collected } from "./collect.ts";
import type { Answer } from "./collector.ts";
import { failureText } from "./failure-text.ts";
import { header } from "./fetch.ts";
import type { Truncation } from "./truncation.ts";
import { exceptionText } from "./wfs-capabilities.ts";

/** What is known after an address was asked. */
export interface AnswerSubject {
  /** The address asked. */
  readonly url: string;
  readonly collected: Collected;
  /** What a plain request brought; absent where a plugin collected or nothing came. */
  readonly answer: Answer | undefined;
  /** The first bytes as text, white space at the front gone. */
  readonly start: string;
  readonly type: string;
  readonly truncation: Truncation | undefined;
  /** The same address asked under another name than the collector's brought 200, where the collector's did not. */
  readonly blocksCollector: boolean;
}

/** What can be said of an answer, as data, in the order it is shown. */
export interface AnswerRule {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason: string | ((subject: AnswerSubject) => string);
  readonly applies: (subject: AnswerSubject) => boolean;
  readonly better?: (subject: AnswerSubject) => string | undefined;
}

const slowSeconds = 30;
// The live service refuses larger files.
const largestFile = 100_000_000;

export const answerRules: readonly AnswerRule[] = [
  {
    id: "no-answer",
    verdict: "must fix",
    reason: ({ collected }) => {
      const text = collected.failure && failureText(collected.failure);
      return text ? `${text.what} ${text.todo}` : "No answer came.";
    },
    applies: ({ collected }) =>
      collected.failure !== undefined && failureText(collected.failure).concernsCollector,
  },
  {
    id: "could-not-look",
    verdict: "worth checking",
    reason: ({ collected }) => {
      const text = collected.failure && failureText(collected.failure);
      return text ? `${text.what} ${text.todo}` : "It could not be looked at from here.";
    },
    applies: ({ collected }) =>
      collected.failure !== undefined && !failureText(collected.failure).concernsCollector,
  },
  {
    id: "collector-blocked",
    verdict: "must fix",
    reason:
      "The site answers others but not the collector. Ask whoever runs it to let requests through that call themselves “MHCLG Planning Data Collector”.",
    applies: ({ blocksCollector }) => blocksCollector,
  },
  {
    id: "log-in",
    verdict: "must fix",
    reason: "The address asks for a log-in. The data must be public.",
    applies: (subject) => subject.answer?.status === 401 || (isWebPage(subject) && isLogIn(subject)),
  },
  {
    id: "access-refused",
    verdict: "must fix",
    reason:
      "The site refuses access (403). It may only answer from certain networks, or block programs. The data must be open to everyone.",
    applies: ({ answer, blocksCollector }) => answer?.status === 403 && !blocksCollector,
  },
  {
    id: "not-found",
    verdict: "must fix",
    reason: ({ answer }) =>
      `There is nothing at this address (${answer?.status}). Check its spelling, and whether the file was moved.`,
    applies: ({ answer }) => answer?.status === 404 || answer?.status === 410,
  },
  {
    id: "too-busy",
    verdict: "worth checking",
    reason: ({ answer }) =>
      `The site says that it is asked too often or is busy (${answer?.status}). Try again later; if it stays so, nothing is collected.`,
    applies: ({ answer }) => answer?.status === 429 || answer?.status === 503,
  },
  {
    id: "being-prepared",
    verdict: "worth checking",
    reason:
      "The site is still making the file (202) and sends it at a later request. The collector asks once a day and does not wait: use the address of the layer.",
    applies: ({ answer }) => answer?.status === 202,
  },
  {
    id: "server-error",
    verdict: "must fix",
    reason: ({ answer }) =>
      `The site answers with an error of its own (${answer?.status}). Ask whoever runs it.`,
    applies: ({ answer }) => (answer?.status ?? 0) >= 500 && answer?.status !== 503,
  },
  {
    id: "other-status",
    verdict: "must fix",
    reason: ({ answer }) =>
      `The site answers with status ${answer?.status}. Only answers with status 200 are collected.`,
    applies: ({ answer }) =>
      answer !== undefined &&
      ![200, 202, 401, 403, 404, 410, 429].includes(answer.status) &&
      answer.status < 500,
  },
  {
    id: "web-page-answer",
    verdict: "must fix",
    reason:
      "This is a web page, not data. Open it and copy the address of the file or service that it offers.",
    applies: (subject) =>
      subject.answer?.status === 200 &&
      isWebPage(subject) &&
      !isLogIn(subject) &&
      subject.collected.plugin === "",
  },
  {
    id: "arcgis-error",
    verdict: "must fix",
    reason: ({ start }) => {
      const error = arcgisError(parseJson(start));
      const isPrivate = error?.code === 499 || error?.code === 498 || /token/i.test(error?.message ?? "");
      return `The service answers with an error: ${error?.message ?? ""}${isPrivate ? " It is private: share the layer with everyone." : ""}`;
    },
    applies: ({ start }) => arcgisError(parseJson(start)) !== undefined,
  },
  {
    id: "service-exception",
    verdict: "must fix",
    reason: ({ start }) =>
      `The service answers with an error, and the error would be collected as if it were data: ${exceptionText(start) ?? ""}`,
    applies: ({ start }) => exceptionText(start) !== undefined,
  },
  {
    id: "layer-description",
    verdict: "must fix",
    reason:
      "What came describes a layer or service and holds no features. Register the address of the layer, which ends with its number.",
    applies: ({ start, url }) =>
      recogniseArcgis(url) !== undefined &&
      /^\{\s*"(?:currentVersion|cimVersion|serviceDescription)"/.test(start),
  },
  {
    id: "capabilities",
    verdict: "must fix",
    reason:
      "What came describes what the service offers and holds no data. Choose the feature type that holds it.",
    applies: ({ start }) =>
      /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?WFS_Capabilities\b/.test(start),
  },
  {
    id: "empty",
    verdict: "must fix",
    reason: "The answer is empty.",
    applies: ({ answer }) => answer?.status === 200 && answer.length === 0,
  },
  {
    id: "truncated-feed",
    verdict: "must fix",
    reason: ({ truncation, url }) => {
      const of =
        truncation?.available === undefined ? "and there are more" : `of ${number(truncation.available)}`;
      const cause =
        truncation?.reason === "limit-in-address"
          ? "The address itself asks for so many: take the limit out of it."
          : recogniseArcgis(url)?.kind === "query"
            ? "The service sends so many at one time. With the address of the layer all are collected."
            : "The service sends so many at one time and no more.";
      return `Only ${number(truncation?.received ?? 0)} features came, ${of}. The rest would be missing, and nothing would say so. ${cause}`;
    },
    applies: ({ truncation }) => truncation !== undefined,
    better: ({ truncation, url }) => {
      const arcgis = recogniseArcgis(url);
      return truncation && arcgis?.kind === "query" && arcgis.where === "1=1" ? arcgis.layer : undefined;
    },
  },
  {
    id: "too-large",
    verdict: "worth checking",
    reason: ({ collected, answer }) =>
      `The data has ${number(Math.round((collected.bytes?.length ?? answer?.length ?? 0) / 1e6))} MB. The live service checks no more than 100 MB.`,
    applies: ({ collected, answer }) => (collected.bytes?.length ?? answer?.length ?? 0) > largestFile,
  },
  {
    id: "moved-for-good",
    verdict: "worth checking",
    reason: ({ answer }) =>
      `The address leads on to another: ${answer?.url ?? ""}. Redirects are followed, but are often the first thing to go when a site is rebuilt.`,
    applies: ({ answer, url }) =>
      (answer?.redirects.length ?? 0) > 0 && answer?.status === 200 && !isOnlySecured(url, answer.url),
    better: ({ answer }) => answer?.url,
  },
  {
    id: "redirected-to-https",
    verdict: "worth checking",
    reason: "The site sends every request on to its https:// address. Register that one.",
    applies: ({ answer, url }) =>
      (answer?.redirects.length ?? 0) > 0 && answer?.status === 200 && isOnlySecured(url, answer.url),
    better: ({ answer }) => answer?.url,
  },
  {
    id: "slow",
    verdict: "worth checking",
    reason: ({ answer }) =>
      `It took ${Math.round(answer?.elapsedSeconds ?? 0)} seconds. The collector gives up when nothing comes for 120 seconds.`,
    applies: ({ answer }) => (answer?.elapsedSeconds ?? 0) > slowSeconds,
  },
  {
    id: "type-says-page",
    verdict: "must fix",
    reason: ({ type }) =>
      `The data is sent as ${type}. Whatever is sent as a web page is thrown away by the collector, data or not.`,
    applies: (subject) =>
      subject.answer?.status === 200 &&
      subject.type.toLowerCase().startsWith("text/html") &&
      !looksLikePage(subject.start) &&
      subject.start !== "" &&
      subject.collected.plugin === "",
  },
  {
    id: "type-unclear",
    verdict: "worth checking",
    reason: ({ type, start }) =>
      `The data is sent as ${type || "nothing in particular"}, but looks like ${kindOf(start)}. It is read all the same: the bytes decide.`,
    applies: ({ answer, type, start }) => answer?.status === 200 && typeDisagrees(type, start),
  },
  {
    id: "changes-every-time",
    verdict: "worth checking",
    reason:
      "The data carries the time of writing, and is sent as a type in which that is not looked for. Every night's copy then counts as new data.",
    applies: ({ type, start, collected }) =>
      collected.plugin === "" &&
      /"timeStamp"\s*:|\stimeStamp="/.test(start) &&
      !/^application\/(?:geo\+)?(?:json|xml)/i.test(type.replaceAll(" ", "")),
  },
  {
    id: "no-last-modified",
    verdict: "fine",
    reason:
      "The site does not say when the data was last changed (Last-Modified or ETag). It is collected whole every night, which works.",
    applies: ({ answer, collected }) =>
      collected.status === "OK" &&
      answer !== undefined &&
      !header(answer.headers, "Last-Modified") &&
      !header(answer.headers, "ETag"),
  },
  {
    id: "collected",
    verdict: "fine",
    reason: ({ collected, answer }) => {
      const size = `${number(collected.bytes?.length ?? 0)} bytes`;
      const changed = answer && header(answer.headers, "Last-Modified");
      return changed
        ? `The data was collected: ${size}, last changed ${changed}.`
        : `The data was collected: ${size}.`;
    },
    applies: ({ collected }) => collected.status === "OK",
  },
];

export interface AnswerKnowledge {
  readonly truncation?: Truncation;
  readonly blocksCollector?: boolean;
}

/** Everything there is to say of what an address answered. */
export function adviseOnAnswer(url: string, collected: Collected, knowledge: AnswerKnowledge = {}): Advice[] {
  const { answer } = collected;
  const subject: AnswerSubject = {
    url,
    collected,
    answer,
    start: new TextDecoder().decode(answer?.head ?? new Uint8Array()).replace(/^\s+/, ""),
    type: (answer && header(answer.headers, "Content-Type")) ?? "",
    truncation: knowledge.truncation,
    blocksCollector: knowledge.blocksCollector ?? false,
  };
  return answerRules
    .filter((rule) => rule.applies(subject))
    .map((rule) => {
      const better = rule.better?.(subject);
      return {
        id: rule.id,
        verdict: rule.verdict,
        reason: typeof rule.reason === "string" ? rule.reason : rule.reason(subject),
        ...(better === undefined || better === url ? {} : { better }),
      };
    });
}

function isWebPage({ type, start }: AnswerSubject): boolean {
  return looksLikePage(start) || (type.toLowerCase().startsWith("text/html") && start.startsWith("<"));
}

function looksLikePage(start: string): boolean {
  return /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(start);
}

function isLogIn({ start, answer }: AnswerSubject): boolean {
  if (/<input[^>]+type=["']?password/i.test(start)) return true;
  if (/<title>[^<]*\b(?:log|sign)[ -]?(?:in|on)\b/i.test(start)) return true;
  return (
    (answer?.redirects.length ?? 0) > 0 &&
    /\b(?:login|signin|log-in|sign-in|sso|saml|oauth2?|adfs)\b/i.test(answer?.url ?? "")
  );
}

function isOnlySecured(from: string, to: string): boolean {
  const bare = (url: string): string =>
    url
      .trim()
      .replace(/^https?:\/\//i, "")
      .replace(/#.*$/s, "");
  return /^\s*http:/i.test(from) && to.startsWith("https:") && bare(from) === bare(to);
}

/** What data looks like by its first bytes. */
function kindOf(start: string): "JSON" | "XML" | "a zip file or workbook" | "text" {
  if (/^[[{]/.test(start)) return "JSON";
  if (start.startsWith("<")) return "XML";
  return start.startsWith("PK\u0003\u0004") ? "a zip file or workbook" : "text";
}

function typeDisagrees(type: string, start: string): boolean {
  if (start === "" || looksLikePage(start)) return false;
  const name = type.toLowerCase();
  const kind = kindOf(start);
  if (kind === "JSON") return /csv|xml|zip|spreadsheet/.test(name);
  if (kind === "XML") return /csv|json|zip|spreadsheet/.test(name);
  if (kind === "text") return /json|xml(?!formats)|zip/.test(name) && !/spreadsheet|openxml/.test(name);
  return /csv|json|text\/plain|text\/xml/.test(name);
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
