import { useEffect, useMemo, useRef, useState } from "react";
import { revert } from "#domain/drawing/edit/edits";
import type { Flow } from "#domain/drawing/outline/outline";
import { readDiagram } from "#domain/diagram/read-diagram";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { Button } from "~/components/ui/button";
import { CloseButton } from "~/components/ui/close-button";
import { SidePanel } from "~/components/ui/side-panel";
import { ComponentList } from "./component-list";
import { ConnectionList } from "./connection-list";
import { LinesForm } from "./lines-form";
import { randomChance } from "./random-chance";

type Done = { message: string; before: readonly SceneElement[]; changed: SceneElement[] };

/**
 * The way to a drawing without a mouse: lines become boxes and bound arrows, and what the grader
 * reads is a list in which components are renamed and removed. Every step can be taken back.
 */
export default function TextDrawing(props: {
  elements: readonly SceneElement[];
  isReadOnly: boolean;
  /** Which way new lines are drawn, asked when they are. */
  flow: () => Flow;
  onEdit: (changed: SceneElement[]) => void;
  onClose: () => void;
}) {
  const { elements, onEdit } = props;
  const [done, setDone] = useState<Done | null>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const [isFocusDue, setIsFocusDue] = useState(false);
  useEffect(() => {
    if (isFocusDue) undoButton.current?.focus();
    setIsFocusDue(false);
  }, [isFocusDue]);
  const diagram = useMemo(() => readDiagram({ elements: [...elements], files: {} }), [elements]);

  function apply(changed: SceneElement[], message: string): void {
    setDone({ message, before: elements, changed });
    if (changed.length > 0) onEdit(changed);
  }
  function remove(changed: SceneElement[], message: string): void {
    apply(changed, message);
    setIsFocusDue(true);
  }
  function undo({ before, changed }: Done): void {
    onEdit(revert(before, changed, randomChance));
    setDone({ message: "Undone.", before, changed: [] });
  }

  return (
    <SidePanel label="Draw with text" onClose={props.onClose} className="w-full max-w-[24rem]">
      <div className="border-line flex items-center justify-between gap-4 border-b py-2 pr-2 pl-5">
        <h2 className="font-semibold">Draw with text</h2>
        <CloseButton onPress={props.onClose} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-5 py-4">
        <LinesForm
          elements={elements}
          isReadOnly={props.isReadOnly}
          flow={props.flow}
          onApply={apply}
        />
        <p aria-live="polite" className="flex items-center justify-between gap-3 empty:hidden">
          {done && (
            <>
              <span>{done.message}</span>
              {done.changed.length > 0 && (
                <Button ref={undoButton} size="sm" onClick={() => undo(done)}>
                  Undo
                </Button>
              )}
            </>
          )}
        </p>
        <ComponentList
          elements={elements}
          diagram={diagram}
          isReadOnly={props.isReadOnly}
          onApply={apply}
          onRemove={remove}
        />
        <ConnectionList
          elements={elements}
          diagram={diagram}
          isReadOnly={props.isReadOnly}
          onApply={apply}
          onRemove={remove}
        />
      </div>
    </SidePanel>
  );
}
