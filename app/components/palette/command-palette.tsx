import { useFetcher, useNavigate } from "@remix-run/react";
import clsx from "clsx";
import { useEffect, useId, useState } from "react";
import type { KeyboardEvent } from "react";
import { Dialog } from "~/components/ui/dialog";
import { CONTROL_STYLE } from "~/components/ui/input";
import { MAX_SEARCH_CHARS } from "~/lib/read-search";
import { useTheme } from "~/lib/theme";
import { listChoices } from "./list-choices";
import type { Choice, Found } from "./list-choices";
import type { PaletteReader } from "./palette-button";

const PAUSE_MS = 120;

/** Problems, topics, pages and actions by their names, on the keyboard: a combobox in a dialog. */
export function CommandPalette(props: PaletteReader & { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Find"
    >
      <Palette {...props} />
    </Dialog>
  );
}

function Palette(props: PaletteReader & { onClose: () => void }) {
  const id = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { found, isSearching } = useFound(query.trim());
  const run = useRun(props.onClose);
  const groups = listChoices(query, found, props);
  const choices = groups.flatMap((group) => group.choices);
  const at = Math.min(active, choices.length - 1);
  const current = choices[at];
  const toId = (choice: Choice) => `${id}-${choice.id}`;

  useEffect(() => {
    if (current)
      document.getElementById(`${id}-${current.id}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || choices.length === 0) return;
    if (event.key === "ArrowDown") setActive((at + 1) % choices.length);
    else if (event.key === "ArrowUp") setActive((at - 1 + choices.length) % choices.length);
    else if (event.key === "Enter" && current) run(current);
    else return;
    event.preventDefault();
  }
  return (
    <>
      <input
        // The dialog gives focus to what says that it wants it.
        ref={(input) => input?.setAttribute("autofocus", "")}
        role="combobox"
        aria-label="Problems, topics, pages and actions"
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && toId(current)}
        value={query}
        maxLength={MAX_SEARCH_CHARS}
        autoComplete="off"
        placeholder="A topic, a problem, a page"
        className={CONTROL_STYLE}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
      />
      <p role="status" className={clsx("text-ink-soft", choices.length > 0 && "sr-only")}>
        {sayCount(query.trim(), choices.length, isSearching)}
      </p>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
        className="-mx-3 h-80 overflow-y-auto"
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-labelledby={`${id}-${group.title}`}>
            <p id={`${id}-${group.title}`} className="text-ink-soft text-small px-3 pt-3 pb-1">
              {group.title}
            </p>
            {group.choices.map((choice) => (
              // Its keys are those of the field, which keeps focus.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={choice.id}
                id={toId(choice)}
                role="option"
                aria-selected={choice === current}
                onClick={() => run(choice)}
                className="hover:bg-sunken aria-selected:bg-accent-soft cursor-pointer rounded-md px-3 py-2"
              >
                {choice.title}
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

/** What the server finds for a query, a moment after it was typed; what was found before stays until then. */
function useFound(query: string): { found: Found | null; isSearching: boolean } {
  const { load, data } = useFetcher<Found>();
  useEffect(() => {
    if (query === "") return;
    const timer = setTimeout(() => load(`/find?${new URLSearchParams({ q: query })}`), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query, load]);
  if (query === "") return { found: null, isSearching: false };
  return { found: data ?? null, isSearching: data?.query !== query };
}

function useRun(onClose: () => void): (choice: Choice) => void {
  const navigate = useNavigate();
  const { theme, setChoice } = useTheme();
  return ({ run }) => {
    onClose();
    if (run === "theme") setChoice(theme === "dark" ? "light" : "dark");
    else navigate(run.to);
  };
}

function sayCount(query: string, count: number, isSearching: boolean): string {
  if (count > 0) return `${count} found`;
  if (isSearching) return "Searching…";
  return `Nothing matches “${query}”. Try one plain word, such as retrieval, cost or progress.`;
}
