import { useEffect, useState } from "preact/hooks";
import type { Finding } from "../../registry/findings.ts";
import { InsetText } from "../components/inset-text.tsx";
import { registryWords } from "../content/registry-words.ts";
import { nearAddress } from "../endpoint-client.ts";
import { datasets, organisations } from "../reference-data.ts";

interface NearAddressesProps {
  readonly url: string;
  readonly dataset: string | undefined;
  readonly organisation: string | undefined;
  /** Said when there is nothing near. */
  readonly emptyText?: string;
}

/** What is registered already, near an address; looked up on this computer while it is typed. */
export function NearAddresses({ url, dataset, organisation, emptyText }: NearAddressesProps) {
  const [near, setNear] = useState<readonly Finding[]>();
  const [loaded, setLoaded] = useState(true);
  useEffect(() => {
    let current = true;
    const take = (found: readonly Finding[], whole: boolean) => {
      if (!current) return;
      setNear(found);
      setLoaded(whole);
    };
    const timer = setTimeout(() => {
      if (!/^(?:https?:\/\/|www\.).+\../i.test(url.trim())) return take([], true);
      const today = new Date().toISOString().slice(0, 10);
      const proposal = { url, today, ...(organisation && { organisation }), ...(dataset && { dataset }) };
      nearAddress(proposal).then(
        (found) => take(found, true),
        () => take([], false),
      );
    }, 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [url, dataset, organisation]);
  return (
    <div aria-live="polite">
      {!loaded && (
        <InsetText>
          The list of registered addresses is not on this computer yet, so nobody looked whether this one is
          registered already.
        </InsetText>
      )}
      {loaded && near?.length === 0 && emptyText && <p class="govuk-body">{emptyText}</p>}
      {near?.map((finding) => (
        <InsetText key={finding.endpoint.url}>
          {registryWords(finding, { dataset: datasetName, organisation: organisationName })}
          {finding.endpoint.url !== url.trim() && (
            <>
              <br />
              <span class="app-small app-break">{finding.endpoint.url}</span>
            </>
          )}
        </InsetText>
      ))}
    </div>
  );
}

export function datasetName(code: string): string {
  return datasets.value.value.find((known) => known.dataset === code)?.name.toLowerCase() ?? code;
}

export function organisationName(code: string): string {
  return organisations.value.value.find((known) => known.organisation === code)?.name || code;
}
