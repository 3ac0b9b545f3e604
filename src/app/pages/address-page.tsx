import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { CollectStep } from "../../../workers/endpoint-protocol.ts";
import { choicesKey, readChoices } from "../../store/column-choices.ts";
import { AddressAnswer } from "../address/address-answer.tsx";
import { type AddressAsked, AddressForm } from "../address/address-form.tsx";
import { heldAnswer, holdAnswer } from "../address/answers.ts";
import { currentCode } from "../choice-options.ts";
import { Button } from "../components/button.tsx";
import { Page } from "../components/page.tsx";
import { Progress } from "../components/progress.tsx";
import { inspectAddress } from "../endpoint-client.ts";
import { formatBytes, formatNumber } from "../format.ts";
import { fragment, withFragment } from "../fragment.ts";
import { guessGeometryType } from "../guess-geometry-type.ts";
import { loadReferenceData } from "../reference-data.ts";
import { routes } from "../routes.ts";
import { startCheck } from "../state.ts";

interface Working {
  readonly url: string;
  readonly step: CollectStep | undefined;
}

/**
 * Checks a web address: what is wrong with it, what is registered already, and the data that is there. The form and the
 * answer are two steps of the browser's history; a link or a reload never asks an address by itself.
 */
export function AddressPage() {
  const { route } = useLocation();
  const [working, setWorking] = useState<Working>();
  const [lost, setLost] = useState(false);
  const asking = useRef<AbortController | undefined>(undefined);
  // A link of the Planning Data team names the line of the result that it is about.
  const [wanted] = useState(() => ({
    url: fragment.peek().get("url"),
    // An email has one link for all lines.
    line: fragment.peek().get("line") ?? fragment.peek().get("lines")?.split(",")[0],
  }));
  const linked = (key: string) => fragment.value.get(key) ?? "";
  const initial = {
    url: linked("url"),
    dataset: linked("dataset"),
    organisation: currentCode(linked("organisation")),
  };
  useEffect(() => {
    void loadReferenceData();
    const stop = () => asking.current?.abort();
    // Going back while an address is asked means that nobody waits for it any more.
    addEventListener("popstate", stop);
    return () => {
      removeEventListener("popstate", stop);
      stop();
    };
  }, []);

  const ask = async (asked: AddressAsked) => {
    const abort = new AbortController();
    asking.current?.abort();
    asking.current = abort;
    setLost(false);
    setWorking({ url: asked.url, step: undefined });
    try {
      const found = await inspectAddress(
        asked.url,
        asked.organisation,
        (step) => setWorking((now) => now && { ...now, step }),
        abort.signal,
      );
      if (found) {
        holdAnswer({ found, at: new Date().toISOString() });
        const here = withFragment(routes.address, { ...asked, answer: "yes" });
        if (location.pathname + location.hash !== here) history.pushState(undefined, "", here);
      }
    } catch {
      setLost(true);
    }
    if (asking.current === abort) setWorking(undefined);
  };

  if (working) {
    return (
      <Page heading="Asking the address" caption={working.url}>
        <Progress phase="Fetching the data as the platform would" {...stepProps(working.step)} />
        <Button kind="secondary" type="button" onClick={() => asking.current?.abort()}>
          Cancel
        </Button>
      </Page>
    );
  }
  const answered = linked("answer") === "yes" ? heldAnswer(initial.url) : undefined;
  if (!answered || initial.dataset === "") {
    return <AddressForm initial={initial} lost={lost} onAsk={(asked) => void ask(asked)} />;
  }
  const { dataset, url } = initial;
  const organisation = initial.organisation || undefined;
  return (
    <AddressAnswer
      key={url}
      asked={{ url, dataset, organisation }}
      answered={answered}
      back={withFragment(routes.address, initial)}
      onAsk={(other) => void ask({ url: other, dataset, organisation })}
      onCheck={(file) => {
        void checkData(file, { url, dataset, organisation });
        route(wanted.line && wanted.url === url ? routes.line(wanted.line) : routes.result);
      }}
    />
  );
}

/** Checks data that was fetched from an address, or downloaded from it by hand. */
async function checkData(file: Blob, { url, dataset, organisation }: AddressAsked): Promise<void> {
  const geometryType = dataset === "tree" ? await guessGeometryType(file) : undefined;
  const choices = await readChoices(choicesKey(organisation, dataset)).catch(() => undefined);
  await startCheck(file, {
    name: file instanceof File ? file.name : nameOf(url),
    dataset,
    mode: "added",
    endpoints: [url],
    ...(organisation && { organisation }),
    ...(geometryType && { geometryType }),
    ...(choices && { columnMapping: choices.mapping }),
  });
}

/** The last step of an address, as a browser would name the file; the host where there is none. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, hostname } = new URL(url);
  const last = pathname
    .split("/")
    .filter((part) => part !== "")
    .at(-1);
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function stepProps(step: CollectStep | undefined) {
  if (!step) return {};
  const words = (count: number) => (step.unit === "bytes" ? formatBytes(count) : formatNumber(count));
  const of = step.of === undefined ? "" : ` of ${words(step.of)}`;
  const unit = step.unit === "bytes" ? "" : ` ${step.unit}`;
  return { detail: `${words(step.done)}${of}${unit}`, ...(step.of ? { done: step.done / step.of } : {}) };
}
