import clsx from "clsx";

export type BoardPanel = "shapes" | "text";

export const BOARD_PANELS: readonly { panel: BoardPanel; words: string }[] = [
  { panel: "shapes", words: "Shapes" },
  { panel: "text", words: "Draw with text" },
];

/** The two ways to boxes beside the editor's own tools, where no dock has them. */
export function BoardButtons(props: {
  open: BoardPanel | null;
  onPress: (panel: BoardPanel) => void;
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
          className={clsx(
            "border-line text-ink hover:bg-accent-soft text-small h-9 rounded-lg border px-3",
            props.open === panel ? "bg-accent-soft" : "bg-sunken",
          )}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
