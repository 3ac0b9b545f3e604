import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface ComboboxOption {
  readonly value: string;
  readonly text: string;
  /** Shown beside the text, in grey: a code, "ended 2023". */
  readonly note?: string;
  /** Heading the option stands under. */
  readonly group?: string;
  /** Further text to find it by. */
  readonly keywords?: string;
}

export interface ComboboxProps extends FormGroupProps {
  readonly options: readonly ComboboxOption[];
  readonly value?: string | undefined;
  /** At most so many are shown; the last line says that there are more. */
  readonly limit?: number;
  readonly emptyText?: string;
  /** Finds options for what is typed; absent: those that contain every word. */
  readonly filter?: (typed: string) => readonly ComboboxOption[];
  readonly onChange?: (value: string | undefined) => void;
}

/**
 * A text box that filters a list: the ARIA 1.2 "editable combobox with list autocomplete".
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 *
 * Down and Up move, Enter chooses, Escape closes, Tab keeps what is chosen. The focus stays in the box
 * (`aria-activedescendant`), and the number of matches is announced, because NVDA and VoiceOver do not count groups.
 */
export function Combobox(props: ComboboxProps) {
  const chosen = props.options.find((option) => option.value === props.value);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const text = typed ?? chosen?.text ?? "";
  const limit = props.limit ?? 100;

  const matches = useMemo(
    () =>
      typed === undefined ? props.options : (props.filter?.(typed) ?? filterOptions(props.options, typed)),
    [props.options, props.filter, typed],
  );
  const shown = matches.slice(0, limit);

  useEffect(() => {
    if (active >= 0)
      list.current
        ?.querySelector(`#${CSS.escape(optionId(props.id, active))}`)
        ?.scrollIntoView({ block: "nearest" });
  }, [active, props.id]);

  const choose = (option: ComboboxOption | undefined) => {
    setTyped(undefined);
    setOpen(false);
    setActive(-1);
    props.onChange?.(option?.value);
  };
  const leave = () => {
    if (typed !== undefined) {
      const trimmed = typed.trim();
      if (trimmed === "") choose(undefined);
      else {
        const exact = matches.find((option) => same(option.text, trimmed) || same(option.value, trimmed));
        choose(exact ?? (matches.length === 1 ? matches[0] : chosen));
      }
    }
    setOpen(false);
    setActive(-1);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        setOpen(true);
        setActive(event.key === "ArrowDown" ? 0 : shown.length - 1);
      } else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive(
          active < 0 && step < 0
            ? shown.length - 1
            : (active + step + shown.length) % Math.max(shown.length, 1),
        );
      }
    } else if (event.key === "Enter") {
      const option = active >= 0 ? shown[active] : shown.length === 1 ? shown[0] : undefined;
      if (open && option) {
        event.preventDefault();
        choose(option);
      }
    } else if (event.key === "Escape" && (open || typed !== undefined)) {
      event.preventDefault();
      setTyped(undefined);
      setOpen(false);
      setActive(-1);
    }
  };

  const listId = `${props.id}-listbox`;
  return (
    <FormGroup {...props}>
      <div class="app-combobox">
        <input
          class={props.error ? "govuk-input govuk-input--error" : "govuk-input"}
          id={props.id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={open && active >= 0 ? optionId(props.id, active) : undefined}
          aria-describedby={describedBy(props)}
          value={text}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setOpen(true);
            setActive(-1);
          }}
          onClick={(event) => {
            setOpen(true);
            event.currentTarget.select();
          }}
          onKeyDown={key}
          onBlur={leave}
        />
        <svg
          class="app-combobox__arrow"
          viewBox="0 0 20 12"
          width="14"
          height="9"
          aria-hidden="true"
          focusable="false"
        >
          <path d="M1 1l9 9 9-9" fill="none" stroke="currentColor" stroke-width="3" />
        </svg>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus where it is, does nothing else */}
        <div
          class={open ? "app-combobox__list" : "app-combobox__list app-combobox__list--closed"}
          // The focus must not leave the text box when an option or the scroll bar is pressed.
          onMouseDown={(event) => event.preventDefault()}
          ref={list}
        >
          <OptionList
            id={props.id}
            listId={listId}
            label={props.label}
            options={open ? shown : []}
            active={active}
            chosen={props.value}
            choose={choose}
          />
          {open && shown.length === 0 && (
            <p class="app-combobox__empty">{props.emptyText ?? "Nothing found. Try fewer letters."}</p>
          )}
          {open && matches.length > shown.length && (
            <p class="app-combobox__empty">
              And {(matches.length - shown.length).toLocaleString("en-GB")} more. Type to find one.
            </p>
          )}
        </div>
        <span class="govuk-visually-hidden" aria-live="polite">
          {open && typed !== undefined
            ? `${matches.length} ${matches.length === 1 ? "match" : "matches"}`
            : ""}
        </span>
      </div>
    </FormGroup>
  );
}

interface OptionListProps {
  readonly id: string;
  readonly listId: string;
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  readonly active: number;
  readonly chosen: string | undefined;
  readonly choose: (option: ComboboxOption) => void;
}

function OptionList(props: OptionListProps) {
  const groups = groupOptions(props.options);
  const option = (item: ComboboxOption, index: number) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: reached through aria-activedescendant
    <div
      key={item.value}
      id={optionId(props.id, index)}
      role="option"
      aria-selected={item.value === props.chosen}
      class={
        index === props.active ? "app-combobox__option app-combobox__option--active" : "app-combobox__option"
      }
      onClick={() => props.choose(item)}
    >
      {item.text}
      {item.note && <span class="app-combobox__note"> {item.note}</span>}
    </div>
  );
  return (
    <div class="app-combobox__options" role="listbox" id={props.listId} aria-label={props.label}>
      {groups.map((group, index) =>
        group.name === undefined ? (
          group.items.map(({ item, index: place }) => option(item, place))
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form controls
          <div role="group" aria-labelledby={`${props.id}-group-${index}`} key={group.name}>
            <div class="app-combobox__group" id={`${props.id}-group-${index}`} role="presentation">
              {group.name}
            </div>
            {group.items.map(({ item, index: place }) => option(item, place))}
          </div>
        ),
      )}
    </div>
  );
}

function optionId(id: string, index: number): string {
  return `${id}-option-${index}`;
}

/** Options in order under their headings; options without one come as a group without name. */
export function groupOptions(options: readonly ComboboxOption[]) {
  const groups: { name: string | undefined; items: { item: ComboboxOption; index: number }[] }[] = [];
  options.forEach((item, index) => {
    const last = groups.at(-1);
    if (last && last.name === item.group) last.items.push({ item, index });
    else groups.push({ name: item.group, items: [{ item, index }] });
  });
  return groups;
}

/** Options that contain every word typed, in their order; one that starts with the text comes first inside its group. */
export function filterOptions(options: readonly ComboboxOption[], typed: string): readonly ComboboxOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter((option) => {
    const text =
      `${option.text} ${option.value} ${option.note ?? ""} ${option.keywords ?? ""} ${option.group ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export const examples = {
  default: {
    id: "combobox-1",
    label: "Dataset",
    hint: "Type to find one",
    options: [
      { value: "conservation-area", text: "Conservation area", group: "Conservation area" },
      { value: "tree", text: "Tree", group: "Tree preservation order" },
      { value: "tree-preservation-zone", text: "Tree preservation zone", group: "Tree preservation order" },
    ],
  },
  "with a value": {
    id: "combobox-2",
    label: "Organisation",
    value: "local-authority:DNC",
    options: [
      {
        value: "local-authority:DNC",
        text: "Doncaster Metropolitan Borough Council",
        note: "local-authority:DNC",
      },
    ],
  },
  "with error": {
    id: "combobox-3",
    label: "Dataset",
    error: "Choose a dataset",
    options: [{ value: "tree", text: "Tree" }],
  },
} as const satisfies Record<string, ComboboxProps>;
