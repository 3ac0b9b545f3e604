import type { ComponentChildren } from "preact";

export interface NotificationBannerProps {
  readonly title?: string;
  readonly heading: string;
  readonly children?: ComponentChildren;
  readonly success?: boolean;
  readonly id?: string;
}

/** GOV.UK notification banner; https://design-system.service.gov.uk/components/notification-banner/ */
export function NotificationBanner(props: NotificationBannerProps) {
  const id = props.id ?? "govuk-notification-banner-title";
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is region or alert, which have labels
    <div
      class={
        props.success
          ? "govuk-notification-banner govuk-notification-banner--success"
          : "govuk-notification-banner"
      }
      role={props.success ? "alert" : "region"}
      aria-labelledby={id}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={id}>
          {props.title ?? (props.success ? "Success" : "Important")}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{props.heading}</p>
        {props.children}
      </div>
    </div>
  );
}

export const examples = {
  default: { heading: "This publication was withdrawn on 7 March 2014." },
  "with type as success": { heading: "Email sent to example@email.com", success: true },
} as const satisfies Record<string, NotificationBannerProps>;
