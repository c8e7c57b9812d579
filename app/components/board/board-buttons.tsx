import clsx from "clsx";

export type BoardPanel = "shapes" | "text";

export const BOARD_PANELS: readonly { panel: BoardPanel; words: string }[] = [
  { panel: "shapes", words: "Shapes" },
  { panel: "text", words: "Draw with text" },
];

export const TIDY_HINT = "Rearrange the drawing or the selection. You can undo it.";

const BUTTON_STYLE =
  "border-line text-ink hover:bg-accent-soft text-small h-9 rounded-lg border px-3";

/** The two ways to boxes beside the editor's own tools, and the one to order, where no dock has them. */
export function BoardButtons(props: {
  open: BoardPanel | null;
  onPress: (panel: BoardPanel) => void;
  onTidy: () => void;
}) {
  return (
    <div className="board-buttons absolute z-[3] flex gap-1.5">
      {BOARD_PANELS.map(({ panel, words }) => (
        <button
          key={panel}
          type="button"
          data-opens={panel}
          aria-expanded={props.open === panel}
          onClick={() => props.onPress(panel)}
          className={clsx(BUTTON_STYLE, props.open === panel ? "bg-accent-soft" : "bg-sunken")}
        >
          {words}
        </button>
      ))}
      <button
        type="button"
        title={TIDY_HINT}
        onClick={props.onTidy}
        className={clsx(BUTTON_STYLE, "bg-sunken")}
      >
        Tidy up
      </button>
    </div>
  );
}
