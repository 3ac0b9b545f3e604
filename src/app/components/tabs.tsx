import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

export interface TabsProps {
  readonly title: string;
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    readonly panel: ComponentChildren;
  }[];
}

/**
 * GOV.UK tabs; https://design-system.service.gov.uk/components/tabs/
 * Arrow keys move between tabs, as GOV.UK Frontend's own script has it.
 */
export function Tabs(props: TabsProps) {
  const [selected, select] = useState(0);
  const prefix = useId();
  const list = useRef<HTMLUListElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    const next = selected + step;
    if (step === 0 || next < 0 || next >= props.items.length) return;
    event.preventDefault();
    select(next);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div class="govuk-tabs">
      <h2 class="govuk-tabs__title">{props.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as GOV.UK Frontend's script makes it */}
      <ul class="govuk-tabs__list" role="tablist" ref={list}>
        {props.items.map((item, index) => (
          <li
            key={item.id}
            role="presentation"
            class={
              index === selected
                ? "govuk-tabs__list-item govuk-tabs__list-item--selected"
                : "govuk-tabs__list-item"
            }
          >
            <a
              class="govuk-tabs__tab"
              href={`#${prefix}${item.id}`}
              id={`${prefix}tab-${item.id}`}
              role="tab"
              aria-controls={`${prefix}${item.id}`}
              aria-selected={index === selected}
              tabIndex={index === selected ? 0 : -1}
              onKeyDown={move}
              onClick={(event) => {
                event.preventDefault();
                select(index);
              }}
            >
              {item.label}
            </a>
          </li>
        ))}
      </ul>
      {props.items.map((item, index) => (
        <div
          key={item.id}
          id={`${prefix}${item.id}`}
          role="tabpanel"
          aria-labelledby={`${prefix}tab-${item.id}`}
          class={index === selected ? "govuk-tabs__panel" : "govuk-tabs__panel govuk-tabs__panel--hidden"}
        >
          {item.panel}
        </div>
      ))}
    </div>
  );
}

export const examples = {
  default: {
    title: "Contents",
    items: [
      { id: "past-day", label: "Past day", panel: "Cases of the past day" },
      { id: "past-week", label: "Past week", panel: "Cases of the past week" },
    ],
  },
} as const satisfies Record<string, TabsProps>;
