import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { intakeRoutes, type Session } from "../../intake/intake-api.ts";
import { replyWords } from "../api-client.ts";
import { Button } from "../components/button.tsx";
import { ErrorSummary } from "../components/error-summary.tsx";
import { Page } from "../components/page.tsx";
import { TextInput } from "../components/text-input.tsx";
import { routes } from "../routes.ts";
import { loadSession, type SessionState, sessionState, signIn, signOut } from "./session.ts";

/**
 * Around every page of the reviewer's desk: the page for whoever is signed in, else the way to sign in. A session that runs
 * out while somebody writes takes nothing away: the page waits unseen and is there again after signing in.
 */
export function ReviewGate({ children }: { readonly children: () => ComponentChildren }) {
  const opened = useRef(false);
  useEffect(() => void loadSession(), []);
  const state = sessionState.value;
  const signedIn = state.kind === "known" && state.session.signedIn;
  if (signedIn) opened.current = true;
  if (state.kind === "left") opened.current = false;
  return (
    <>
      {!signedIn && <NotSignedIn state={state} />}
      {opened.current && <div hidden={!signedIn}>{children()}</div>}
    </>
  );
}

function NotSignedIn({ state }: { readonly state: SessionState }) {
  switch (state.kind) {
    case "loading":
    case "left":
      return <Page heading="Opening the reviewer's desk" />;
    case "unknown":
      return <NoDeskPage kind={state.reply.kind} />;
    case "known":
      return state.session.signedIn ? undefined : <SignInPage session={state.session} />;
  }
}

function NoDeskPage({ kind }: { readonly kind: string }) {
  const noServer = kind === "no-server" || kind === "not-found";
  return (
    <Page
      heading={noServer ? "This copy of the tool has no reviewer's desk" : "The server cannot be reached"}
    >
      <p class="govuk-body">
        {noServer
          ? "Requests are taken and reviewed where the tool runs with its server."
          : "You may be offline, or the server may be starting again. What you wrote in this tab is still here."}
      </p>
      {noServer && <OpenFile />}
      {!noServer && (
        <Button type="button" kind="secondary" onClick={() => void loadSession()}>
          Try again
        </Button>
      )}
    </Page>
  );
}

/** How signing in by the work account ended, as the server says in the address it leads back to. */
const outcomes: Readonly<Record<string, string>> = {
  refused: "Your account is not on the list of reviewers. Whoever runs this copy of the tool can add it",
  failed: "Signing in did not come to its end. Try again",
};

function SignInPage({ session }: { readonly session: Extract<Session, { signedIn: false }> }) {
  const [token, setToken] = useState("");
  const [error, setError] = useState("");
  const [tried, setTried] = useState(0);
  const outcome = outcomes[new URLSearchParams(location.search).get("sign-in") ?? ""];
  // The same list until the next attempt: a new one would take the focus away from whoever is typing.
  const errors = useMemo(() => {
    if (error !== "") return [{ text: error, target: "token" }];
    return outcome === undefined || tried > 0 ? [] : [{ text: outcome }];
  }, [error, outcome, tried]);
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried((now) => now + 1);
    if (token.trim() === "") return setError("Enter the token");
    const reply = await signIn(token.trim());
    if (reply.kind !== "ok") setError(reply.kind === "signed-out" ? reply.message : replyWords(reply));
  };
  return (
    <Page
      heading="Sign in to review requests"
      before={errors.length > 0 && <ErrorSummary key={tried} errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            For the Planning Data team. Publishers need no account: they follow their request by the link they
            were given after sending it.
          </p>
          {session.openIdConnect && (
            <Button type="button" onClick={leaveForSignIn}>
              Sign in with your work account
            </Button>
          )}
          {session.token && (
            <form onSubmit={submit} noValidate>
              {session.openIdConnect && <h2 class="govuk-heading-m">Or with the reviewer's token</h2>}
              <TextInput
                id="token"
                label="Reviewer's token"
                hint="The server prints it when it starts. Whoever runs this copy of the tool can give it to you."
                error={error || undefined}
                value={token}
                spellcheck={false}
                onInput={setToken}
              />
              <Button kind={session.openIdConnect ? "secondary" : "primary"}>Sign in</Button>
            </form>
          )}
          {!session.openIdConnect && !session.token && (
            <p class="govuk-body">Whoever runs this copy of the tool has not set up a way to sign in.</p>
          )}
          <OpenFile />
          <p class="app-small">
            Signing in sets one cookie, only for this desk, until you sign out or it runs out. See{" "}
            <a class="govuk-link" href={routes.privacy}>
              privacy
            </a>
            .
          </p>
        </div>
      </div>
    </Page>
  );
}

/** Requests also come as files, where there is no server or no connection to it. */
function OpenFile() {
  return (
    <p class="govuk-body">
      Or{" "}
      <a class="govuk-link" href={routes.reviewFile}>
        open a request file
      </a>{" "}
      that was sent to you.
    </p>
  );
}

/** The server answers this address, not the app: the browser has to go there. */
function leaveForSignIn(): void {
  location.assign(intakeRoutes.signIn);
}

/** Who is signed in, and the way out. */
export function SignedInLine() {
  const state = sessionState.value;
  if (state.kind !== "known" || !state.session.signedIn) return undefined;
  return (
    <p class="app-small app-no-print">
      Signed in as {state.session.reviewer}.{" "}
      <button type="button" class="app-link-button app-link-button--s" onClick={() => void signOut()}>
        Sign out
      </button>
    </p>
  );
}
