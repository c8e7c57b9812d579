import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Kbd } from "~/components/ui/kbd";

const GROUPS: readonly { title: string; keys: readonly (readonly [string[], string])[] }[] = [
  {
    title: "The workspace",
    keys: [
      [["Alt", "Shift", "1"], "First section (2 to 5 for the others)"],
      [["Alt", "Shift", "D"], "Drawing only (press again for both)"],
      [["Alt", "Shift", "A"], "Answers only (press again for both)"],
      [["Alt", "Shift", "B"], "Drawing and answers"],
      [["Alt", "Shift", "P"], "The problem"],
      [["Alt", "Shift", "M"], "Talk to the interviewer: hold it, or press it twice"],
      [["?"], "These keys (Alt Shift / while you write)"],
      [["Esc"], "Close a panel or this list"],
      [["Ctrl", "Enter"], "Hand in, in a drill"],
    ],
  },
  {
    title: "Section tabs, when one has the focus",
    keys: [
      [["←"], "Previous section (→ next)"],
      [["Home"], "First section (End: last)"],
    ],
  },
  {
    title: "Drawing, when the canvas has the focus",
    keys: [
      [["Alt", "Shift", "S"], "Shapes: type to search, ↑ ↓ to choose, Enter to add"],
      [["Alt", "Shift", "T"], "Draw with text (Ctrl Enter adds it)"],
      [["Alt", "Shift", "G"], "What the grader reads"],
      [["V"], "Select"],
      [["R"], "Rectangle"],
      [["D"], "Diamond"],
      [["O"], "Ellipse"],
      [["A"], "Arrow (L line)"],
      [["T"], "Text"],
      [["H"], "Move the canvas, or hold Space and drag"],
      [["E"], "Eraser"],
      [["Enter"], "Write into the selected box"],
      [["Delete"], "Delete the selection"],
      [["Ctrl", "Z"], "Undo (Ctrl Shift Z redo)"],
      [["Ctrl", "+"], "Zoom in (Ctrl - out, Ctrl 0 to 100%)"],
      [["Shift", "1"], "Fit the drawing into view"],
    ],
  },
  { title: "Worksheet, in a row", keys: [[["Alt", "↑"], "Move the row up (Alt ↓ down)"]] },
  {
    title: "A divider, when it has the focus",
    keys: [
      [["←"], "Move it (→ the other way; Home and End give one side everything)"],
      [["↑"], "Make the panel below the answers higher (↓ lower)"],
      [["Enter"], "Back to where it was at first"],
    ],
  },
];

/** The keys of the workspace. */
export default function ShortcutsDialog(props: {
  onClose: () => void;
  /** The editor's own list; null while the canvas is not there. */
  onCanvasKeys: (() => void) | null;
}) {
  const { onClose, onCanvasKeys } = props;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Keys"
      description="On a Mac, Alt is Option and Ctrl is Command."
      actions={
        <>
          {onCanvasKeys && (
            <Button
              onClick={() => {
                onClose();
                onCanvasKeys();
              }}
            >
              All canvas keys
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {GROUPS.map(({ title, keys }) => (
        <section key={title}>
          <h3 className="text-ink-soft mb-1 text-sm font-semibold">{title}</h3>
          <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5">
            {keys.map(([combination, words]) => (
              <div key={words} className="contents">
                <dt className="flex gap-1 whitespace-nowrap">
                  {combination.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
