import { useMemo, useState } from "react";
import type { KeyboardEvent } from "react";
import { findChoices } from "./choices";
import type { Choice, ChoiceGroup } from "./choices";
import type { OwnLibrary } from "./own-libraries";

/** How far a key moves in the list. */
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

export type ShapeListControl = {
  query: string;
  setQuery: (query: string) => void;
  /** What fits the query. */
  groups: ChoiceGroup[];
  /** What Enter takes; undefined where nothing fits. */
  active: Choice | undefined;
  setActive: (choice: Choice) => void;
  /** Takes a key that was pressed in the field. */
  press: (event: KeyboardEvent) => void;
};

/** The state of a list that is searched and walked through from a field. */
export function useShapeList(
  libraries: readonly OwnLibrary[],
  onEnter: (choice: Choice | undefined) => void,
): ShapeListControl {
  const [query, setQuery] = useState("");
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const groups = useMemo(() => findChoices(query, libraries), [query, libraries]);
  const choices = groups.flatMap((group) => group.choices);
  const active = choices.find(({ key }) => key === activeKey) ?? choices[0];

  function press(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const target = (active ? choices.indexOf(active) : -1) + step;
      setActiveKey(choices[Math.min(Math.max(target, 0), choices.length - 1)]?.key ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      onEnter(active);
    }
  }
  return {
    query,
    setQuery: (changed) => {
      setQuery(changed);
      setActiveKey(null);
    },
    groups,
    active,
    setActive: ({ key }) => setActiveKey(key),
    press,
  };
}
