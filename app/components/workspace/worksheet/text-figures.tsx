import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { findFigures, type Figure } from "#domain/worksheet/find-figures";
import { toWorksheetText, type Worksheet } from "#domain/worksheet/worksheet.schema";
import { Button } from "~/components/ui/button";

type Taken = { name: string; cell: string; before: string; after: string };

/** Numbers of the candidate's answers that a blank cell can take over: one press each, undone by one. */
export function TextFigures(props: {
  answers: readonly string[];
  sheet: Worksheet;
  /** The sheet as it is saved. */
  text: string;
  onText: (text: string) => void;
}) {
  const { sheet, text, onText } = props;
  const answers = useDeferredValue(props.answers.join("\n"));
  const figures = useMemo(() => findFigures([answers], sheet), [answers, sheet]);
  const [taken, setTaken] = useState<Taken | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const pressedAt = useRef<number | null>(null);
  useEffect(() => {
    // The button that was pressed is gone: the focus goes to the one in its place, or to the last.
    if (pressedAt.current === null) return;
    const buttons = group.current?.querySelectorAll("button") ?? [];
    buttons[Math.min(pressedAt.current, buttons.length - 1)]?.focus();
    pressedAt.current = null;
  }, [text]);
  // Once the sheet went on, going back would lose what came after.
  const undoable = taken?.after === text ? taken : null;

  function take({ name, cell, fill }: Figure, at: number): void {
    pressedAt.current = at;
    const after = toWorksheetText(fill(sheet));
    setTaken({ name, cell, before: text, after });
    onText(after);
  }

  if (figures.length === 0 && undoable === null) return null;
  return (
    <div
      ref={group}
      role="group"
      aria-label="Figures from your answers"
      className="flex flex-col gap-2"
    >
      {figures.length > 0 && (
        <>
          <h4 className="font-semibold">From your answers</h4>
          <ul className="flex flex-wrap gap-2">
            {figures.map((figure, at) => (
              <li key={figure.name} className="min-w-0">
                <Button size="sm" title={`“${figure.quote}”`} onClick={() => take(figure, at)}>
                  {figure.name}: {figure.cell}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p role="status" className="text-small">
        {undoable && `${undoable.name} is ${undoable.cell}, from your answers.`}
      </p>
      {undoable && (
        <Button
          variant="quiet"
          size="sm"
          className="-mt-2 -ml-3 self-start"
          onClick={() => {
            pressedAt.current = 0;
            onText(undoable.before);
          }}
        >
          Undo
        </Button>
      )}
    </div>
  );
}
