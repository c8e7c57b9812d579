import { useDeferredValue, useMemo, useState } from "react";
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
  // Once the sheet went on, going back would lose what came after.
  const undoable = taken?.after === text ? taken : null;

  function take({ name, cell, fill }: Figure): void {
    const after = toWorksheetText(fill(sheet));
    setTaken({ name, cell, before: text, after });
    onText(after);
  }

  if (figures.length === 0 && undoable === null) return null;
  return (
    <div role="group" aria-label="Figures from your answers" className="flex flex-col gap-2">
      {figures.length > 0 && (
        <>
          <h4 className="font-semibold">From your answers</h4>
          <ul className="flex flex-wrap gap-2">
            {figures.map((figure) => (
              <li key={figure.name} className="min-w-0">
                <Button size="sm" title={`“${figure.quote}”`} onClick={() => take(figure)}>
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
          onClick={() => onText(undoable.before)}
        >
          Undo
        </Button>
      )}
    </div>
  );
}
