import { useId, useRef, useState } from "react";
import { Checkbox } from "~/components/ui/checkbox";
import { CloseButton } from "~/components/ui/close-button";
import { Input } from "~/components/ui/input";
import { SidePanel } from "~/components/ui/side-panel";
import type { Choice } from "./choices";
import { LibraryBar } from "./library-bar";
import type { OwnLibrary } from "./own-libraries";
import { ShapeList, toOptionId } from "./shape-list";
import { useShapeList } from "./use-shape-list";

/**
 * The shape library: type, arrows, Enter; or a click; or drag onto the canvas. It stays open, so
 * that a chain of boxes is typed one after the other.
 */
export default function ShapePanel(props: {
  /** The selected box, whose arrow would lead to the new one; null when none is. */
  joinTo: string | null;
  libraries: readonly OwnLibrary[];
  isReadOnly: boolean;
  /** What the last insertion did, in words. */
  message: string;
  onInsert: (choice: Choice, isJoined: boolean) => void;
  onOpenFile: (file: File) => void;
  onRemoveLibrary: (name: string) => void;
  onClose: () => void;
}) {
  const { joinTo, libraries, isReadOnly } = props;
  const listId = `${useId()}-list`;
  const [isJoining, setIsJoining] = useState(true);
  const field = useRef<HTMLInputElement>(null);
  const { query, setQuery, groups, active, setActive, press } = useShapeList(libraries, insert);

  function insert(choice: Choice | undefined): void {
    if (choice && !isReadOnly) props.onInsert(choice, isJoining && joinTo !== null);
  }
  function pressOption(choice: Choice): void {
    setActive(choice);
    insert(choice);
    // The next shape is typed at once; on a touch screen the keyboard would pop up.
    if (window.matchMedia("(pointer: fine)").matches) field.current?.focus();
  }

  return (
    <SidePanel
      label="Shapes"
      data-board-panel=""
      onClose={props.onClose}
      className="w-[19rem] @max-[730px]:inset-x-0 @max-[730px]:top-auto @max-[730px]:h-[52%] @max-[730px]:w-full @max-[730px]:border-t"
    >
      <h2 className="sr-only">Shapes</h2>
      <div className="flex flex-col gap-2 py-2 pr-2 pl-4">
        <div className="flex items-center gap-1">
          <Input
            // Opened to type in it.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            ref={field}
            role="combobox"
            aria-label="Find a shape"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={active && toOptionId(listId, active)}
            aria-autocomplete="list"
            placeholder="Find: queue, reranker, gpu …"
            value={query}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={press}
          />
          <CloseButton onPress={props.onClose} />
        </div>
        {joinTo !== null && (
          <Checkbox
            label={`With an arrow from ${joinTo || "the selected box"}`}
            checked={isJoining}
            onChange={(event) => setIsJoining(event.target.checked)}
          />
        )}
      </div>
      <ShapeList
        id={listId}
        groups={groups}
        active={active}
        isReadOnly={isReadOnly}
        onPress={pressOption}
      />
      {groups.length === 0 && (
        <p className="text-ink-soft px-4 py-3">
          No shape has that name. Draw a box and type the name in it: the grader reads any name.
        </p>
      )}
      <p aria-live="polite" className="text-ink-soft text-small px-4 pt-2 empty:hidden">
        {props.message}
      </p>
      <LibraryBar
        libraries={libraries}
        isReadOnly={isReadOnly}
        onOpenFile={props.onOpenFile}
        onRemove={props.onRemoveLibrary}
      />
    </SidePanel>
  );
}
