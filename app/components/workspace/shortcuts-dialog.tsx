import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";
import { Kbd } from "~/components/ui/kbd";

const GROUPS: readonly { title: string; keys: readonly (readonly [string[], string])[] }[] = [
  {
    title: "The workspace",
    keys: [
      [["Alt", "Shift", "1"], "to the first section, and so on to 5"],
      [["Alt", "Shift", "D"], "drawing only; again: both"],
      [["Alt", "Shift", "A"], "answers only; again: both"],
      [["Alt", "Shift", "B"], "drawing and answers"],
      [["Alt", "Shift", "P"], "the problem"],
      [["?"], "this list; Alt Shift / while you write"],
    ],
  },
  {
    title: "Drawing",
    keys: [
      [["Alt", "Shift", "S"], "shapes: type, arrows, Enter"],
      [["Alt", "Shift", "T"], "draw with text"],
      [["Alt", "Shift", "G"], "what the grader reads"],
      [["R"], "rectangle; D diamond, O ellipse, A arrow, T text"],
      [["Enter"], "write into the selected box"],
      [["Ctrl", "Z"], "take back"],
    ],
  },
  {
    title: "Divider, when it has the focus",
    keys: [
      [["←"], "and → move it; Home and End give one side all"],
      [["Enter"], "back to the middle"],
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
      actions={
        <>
          {onCanvasKeys && (
            <Button
              onClick={() => {
                onClose();
                onCanvasKeys();
              }}
            >
              All keys of the canvas
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
