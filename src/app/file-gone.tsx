import { InsetText } from "./components/inset-text.tsx";
import { routes } from "./routes.ts";

/** Rows cannot be shown: the report is still here, the file is not. */
export function FileGone() {
  return (
    <InsetText>
      The rows cannot be shown any more, because the file is no longer kept on this computer.{" "}
      <a class="govuk-link" href={routes.start}>
        Choose the file again
      </a>{" "}
      to see them.
    </InsetText>
  );
}

/** The worker did not answer. */
export function NoAnswer() {
  return (
    <InsetText>
      This could not be read from your file. The computer may be short of memory: close other programs and
      load this page again.
    </InsetText>
  );
}

/** While the file is being read once more after a reload. */
export function Waiting(props: { readonly words?: string }) {
  return (
    <p class="govuk-body" role="status">
      {props.words ?? "Reading your file…"}
    </p>
  );
}
