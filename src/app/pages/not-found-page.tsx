import { Page } from "../components/page.tsx";
import { routes } from "../routes.ts";

export function NotFoundPage() {
  return (
    <Page heading="Page not found">
      <p class="govuk-body">
        If you typed the address, check that it is right. If you followed a link, it may be out of date.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={routes.start}>
          Check a file
        </a>{" "}
        or see{" "}
        <a class="govuk-link" href={routes.history}>
          your checks on this computer
        </a>
        .
      </p>
    </Page>
  );
}
