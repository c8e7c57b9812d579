import clsx from "clsx";
import { Shapes } from "lucide-react";
import { ShapePreview } from "./shape-preview";
import { SHAPE_TYPE } from "./choices";
import type { Choice } from "./choices";

/** One line of the library: a press inserts it, a drag puts it where it is dropped. */
export function ShapeOption(props: {
  id: string;
  choice: Choice;
  isActive: boolean;
  isDisabled: boolean;
  onPress: () => void;
}) {
  const { choice, isActive } = props;
  return (
    // The keyboard chooses by the field, which holds the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={props.id}
      role="option"
      aria-selected={isActive}
      aria-disabled={props.isDisabled || undefined}
      tabIndex={-1}
      draggable={!props.isDisabled}
      onDragStart={(event) => {
        event.dataTransfer.setData(SHAPE_TYPE, choice.key);
        event.dataTransfer.effectAllowed = "copy";
      }}
      onClick={props.onPress}
      className={clsx(
        "text-small flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 max-sm:min-h-10",
        isActive ? "bg-accent-soft" : "hover:bg-sunken",
      )}
    >
      {choice.shape ? (
        <ShapePreview shape={choice.shape} />
      ) : (
        <Shapes aria-hidden className="text-ink-faint size-5 w-7.5 shrink-0" />
      )}
      <span className="min-w-0 truncate">{choice.name}</span>
    </div>
  );
}
