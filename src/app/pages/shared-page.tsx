import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { readResultFragment } from "../../reproduce/shared-result.ts";
import { Button } from "../components/button.tsx";
import { Page } from "../components/page.tsx";
import { openShared } from "../open-shared.ts";
import { routes } from "../routes.ts";

/** Opens the result that is in the address itself, then goes to the result's page. */
export function SharedPage() {
  const { route } = useLocation();
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const result = readResultFragment(location.hash.slice(1));
    if (!result) setRefused(true);
    else void openShared(result).then(() => route(routes.result, true));
  }, []);
  if (!refused) return <Page heading="Opening a shared result" />;
  return (
    <Page heading="This link is not complete">
      <p class="govuk-body">
        The result is in the link itself, and part of it is missing: mail programs and chats sometimes cut
        long links. Ask for the link again, or for the result as a file, which you can open under “Your
        checks”.
      </p>
      <Button href={routes.history}>Your checks</Button>
    </Page>
  );
}
