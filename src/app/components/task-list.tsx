import type { ComponentChildren } from "preact";

export interface TaskListProps {
  readonly idPrefix: string;
  readonly items: readonly TaskListItem[];
}
export interface TaskListItem {
  readonly title: ComponentChildren;
  readonly href?: string;
  readonly hint?: ComponentChildren;
  /** Words or a tag. */
  readonly status?: ComponentChildren;
}

/** GOV.UK task list; https://design-system.service.gov.uk/components/task-list/ */
export function TaskList(props: TaskListProps) {
  return (
    <ul class="govuk-task-list">
      {props.items.map((item, index) => {
        const id = `${props.idPrefix}-${index + 1}`;
        const describedBy = [item.hint && `${id}-hint`, item.status && `${id}-status`]
          .filter(Boolean)
          .join(" ");
        return (
          <li
            key={id}
            class={
              item.href ? "govuk-task-list__item govuk-task-list__item--with-link" : "govuk-task-list__item"
            }
          >
            <div class="govuk-task-list__name-and-hint">
              {item.href ? (
                <a
                  class="govuk-link govuk-task-list__link"
                  href={item.href}
                  aria-describedby={describedBy || undefined}
                >
                  {item.title}
                </a>
              ) : (
                <div>{item.title}</div>
              )}
              {item.hint && (
                <div id={`${id}-hint`} class="govuk-task-list__hint">
                  {item.hint}
                </div>
              )}
            </div>
            {item.status && (
              <div class="govuk-task-list__status" id={`${id}-status`}>
                {item.status}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export const examples = {
  default: {
    idPrefix: "task-list",
    items: [
      { title: "Company Directors", href: "#", status: "Completed" },
      { title: "Registered company details", href: "#", status: "Incomplete" },
    ],
  },
} as const satisfies Record<string, TaskListProps>;
