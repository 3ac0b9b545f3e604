import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { BackLink, type BackLinkProps } from "./back-link.tsx";

export interface PageProps {
  /** The one heading of the page, also its title in the browser. */
  readonly heading: string;
  /** The browser's title, when it says more than the heading. */
  readonly title?: string;
  readonly caption?: string;
  readonly back?: BackLinkProps;
  /** Little air above the heading: for a table or map that fills the window. */
  readonly tight?: boolean;
  /** Around the heading and what belongs to it: the verdict's box. */
  readonly headingClass?: string;
  /** Inside that, below the heading. */
  readonly lead?: ComponentChildren;
  /** Above the heading, below the back link: error summary, notices. */
  readonly before?: ComponentChildren;
  readonly children?: ComponentChildren;
}

const serviceName = "Check planning data";
let firstPage = true;

/**
 * Back link, main, heading. When the heading changes without the browser loading a page, it takes the focus:
 * screen readers would otherwise say nothing, and the keyboard would go on from a link that is gone.
 */
export function Page(props: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = props.title ?? props.heading;
  useLayoutEffect(() => {
    document.title = `${title} - ${serviceName}`;
    if (firstPage) firstPage = false;
    // An error summary on the page comes first.
    else if (!document.activeElement?.closest(".govuk-error-summary"))
      heading.current?.focus({ preventScroll: false });
  }, [title]);
  return (
    <div class={props.tight ? "govuk-width-container app-tight" : "govuk-width-container"}>
      {props.back && (
        // A landmark of its own: everything on a page should be in one.
        <nav aria-label="Back">
          <BackLink {...props.back} />
        </nav>
      )}
      <main class="govuk-main-wrapper" id="main-content">
        {props.before}
        <div class={props.headingClass}>
          <h1 class="govuk-heading-l" tabIndex={-1} ref={heading}>
            {props.caption && <span class="govuk-caption-l">{props.caption} </span>}
            {props.heading}
          </h1>
          {props.lead}
        </div>
        {props.children}
      </main>
    </div>
  );
}
