import { useEffect, useRef } from "react";
import type { Choice, ChoiceGroup } from "./choices";
import { ShapeOption } from "./shape-option";

/** The id of a choice's line, for the field that walks through them. */
export function toOptionId(listId: string, choice: Choice): string {
  return `${listId}-${choice.key}`;
}

/** The shapes in their groups; the one that Enter takes is kept in view. */
export function ShapeList(props: {
  id: string;
  groups: readonly ChoiceGroup[];
  active: Choice | undefined;
  isReadOnly: boolean;
  onPress: (choice: Choice) => void;
}) {
  const { id, groups, active } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active?.key]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Shapes"
      // Its options are chosen from the field; by itself it only scrolls.
      tabIndex={-1}
      className="border-line min-h-0 flex-1 overflow-y-auto border-t px-2 pb-2"
    >
      {groups.map((group, at) => (
        <div key={group.title} role="group" aria-labelledby={`${id}-group-${at}`}>
          <div
            id={`${id}-group-${at}`}
            role="presentation"
            className="text-ink-soft px-2 pt-3 pb-1 text-sm font-semibold"
          >
            {group.title}
          </div>
          {group.choices.map((choice) => (
            <ShapeOption
              key={choice.key}
              id={toOptionId(id, choice)}
              choice={choice}
              isActive={choice === active}
              isDisabled={props.isReadOnly}
              onPress={() => props.onPress(choice)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
