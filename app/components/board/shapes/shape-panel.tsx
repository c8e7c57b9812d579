import { FolderOpen, Trash2, X } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Button } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/checkbox";
import { Input } from "~/components/ui/input";
import { findChoices } from "./choices";
import type { Choice } from "./choices";
import type { OwnLibrary } from "./own-libraries";
import { ShapeOption } from "./shape-option";

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
  const id = useId();
  const [query, setQuery] = useState("");
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [isJoining, setIsJoining] = useState(true);
  const groups = useMemo(() => findChoices(query, libraries), [query, libraries]);
  const choices = groups.flatMap((group) => group.choices);
  const active = choices.find(({ key }) => key === activeKey) ?? choices[0];
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active?.key]);

  function insert(choice: Choice | undefined): void {
    if (choice && !isReadOnly) props.onInsert(choice, isJoining && joinTo !== null);
  }
  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const at = active ? choices.indexOf(active) : -1;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[
      event.key
    ];
    if (target !== undefined) {
      event.preventDefault();
      setActiveKey(choices[Math.min(Math.max(target, 0), choices.length - 1)]?.key ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      insert(active);
    }
  }

  return (
    // Escape is for the keyboard; the panel itself is only a region.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      aria-label="Shapes"
      data-board-panel=""
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") props.onClose();
      }}
      className="bg-surface text-ink border-line shadow-floating absolute inset-y-0 right-0 z-10 flex w-[19rem] flex-col border-l text-base @max-[730px]:inset-x-0 @max-[730px]:top-auto @max-[730px]:h-[52%] @max-[730px]:w-full @max-[730px]:border-t"
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
            aria-controls={`${id}-list`}
            aria-activedescendant={active && `${id}-${active.key}`}
            aria-autocomplete="list"
            placeholder="Find: queue, reranker, gpu …"
            value={query}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setQuery(event.target.value);
              setActiveKey(null);
            }}
            onKeyDown={press}
          />
          <button
            type="button"
            aria-label="Close"
            onClick={props.onClose}
            className="text-ink-soft hover:text-ink hover:bg-sunken shrink-0 rounded-md p-2"
          >
            <X aria-hidden className="size-5" />
          </button>
        </div>
        {joinTo !== null && (
          <Checkbox
            label={`With an arrow from ${joinTo || "the selected box"}`}
            checked={isJoining}
            onChange={(event) => setIsJoining(event.target.checked)}
          />
        )}
      </div>
      <div
        ref={list}
        id={`${id}-list`}
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
                id={`${id}-${choice.key}`}
                choice={choice}
                isActive={choice === active}
                isDisabled={isReadOnly}
                onPress={() => {
                  setActiveKey(choice.key);
                  insert(choice);
                  // The next shape is typed at once; on a touch screen the keyboard would pop up.
                  if (window.matchMedia("(pointer: fine)").matches) field.current?.focus();
                }}
              />
            ))}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p className="text-ink-soft px-4 py-3">
          Nothing is called so. Draw a box and write the name into it: the grader reads any name.
        </p>
      )}
      <p aria-live="polite" className="text-ink-soft text-small px-4 pt-2 empty:hidden">
        {props.message}
      </p>
      <div className="border-line flex flex-wrap items-center gap-1 border-t px-2 py-1.5">
        <OpenFile onFile={props.onOpenFile} isDisabled={isReadOnly} />
        {libraries.map(({ name }) => (
          <Button
            key={name}
            variant="quiet"
            size="sm"
            aria-label={`Remove the library ${name}`}
            onClick={() => props.onRemoveLibrary(name)}
          >
            <Trash2 aria-hidden className="size-4" />
            <span className="max-w-32 truncate">{name}</span>
          </Button>
        ))}
      </div>
    </aside>
  );
}

function OpenFile(props: { onFile: (file: File) => void; isDisabled: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        disabled={props.isDisabled}
        onClick={() => field.current?.click()}
      >
        <FolderOpen aria-hidden className="size-4" />
        Open a drawing or library
      </Button>
      <input
        ref={field}
        type="file"
        accept=".excalidraw,.excalidrawlib,.json"
        aria-label="Drawing or library file"
        tabIndex={-1}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) props.onFile(file);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
    </>
  );
}
