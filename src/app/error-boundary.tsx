import { Component, type ComponentChildren } from "preact";
import { Page } from "./components/page.tsx";

interface State {
  readonly error?: Error;
}

/** A bug in a page: says so in plain words, never the stack; the rest of the app keeps working. */
export class ErrorBoundary extends Component<
  { readonly children: ComponentChildren; readonly path: string },
  State
> {
  override state: State = {};

  static override getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidUpdate(previous: { readonly path: string }) {
    if (previous.path !== this.props.path && this.state.error)
      this.setState({ error: undefined } as unknown as State);
  }

  render() {
    if (this.state.error === undefined) return this.props.children;
    return <PageFailed error={this.state.error} />;
  }
}

/** Shown when a page cannot be drawn, because of a bug or because a part of the tool could not be loaded. */
export function PageFailed(props: { readonly error: Error }) {
  const offline = typeof navigator !== "undefined" && navigator.onLine === false;
  const notLoaded = /dynamically imported module|Importing a module|Failed to fetch/i.test(
    props.error.message,
  );
  return (
    <Page heading={notLoaded ? "This page could not be loaded" : "Something went wrong on this page"}>
      <p class="govuk-body">
        {notLoaded
          ? offline
            ? "You are offline and this part of the tool has not been used on this computer before."
            : "A part of the tool could not be fetched. The connection may be down, or a new version has just been published."
          : "This is a fault in the tool, not in your data. Your file has not been changed and has not left this computer."}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={location.href} target="_self" onClick={() => location.reload()}>
          Load this page again
        </a>{" "}
        or{" "}
        <a class="govuk-link" href="/" target="_self">
          start a new check
        </a>
        .
      </p>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">What to send when you report this</span>
        </summary>
        <div class="govuk-details__text">
          <code class="app-code">{props.error.message}</code>
        </div>
      </details>
    </Page>
  );
}
