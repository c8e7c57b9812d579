import clsx from "clsx";
import type { RefObject } from "react";
import type { BoardHandle } from "~/components/board/board.client";
import { BOARD_PANELS, TIDY_HINT } from "~/components/board/board-buttons";
import { DOCK_ID } from "./dock";
import type { DrawingNews } from "./drawing-news";
import { GraderReads } from "./grader-reads";
import type { RoomLayout } from "./use-workspace-layout";
import type { SyncControl } from "./use-workspace-sync";

/** The room's lower edge: what opens the panels about the drawing, and how the grader reads it. */
export function DockBar(props: {
  layout: RoomLayout;
  control: SyncControl;
  board: RefObject<BoardHandle>;
  dockPlace: HTMLElement | null;
  news: DrawingNews;
  /** Nothing is drawn any more. */
  isReadOnly: boolean;
}) {
  const { layout } = props;
  const style = clsx(
    "text-small hover:bg-sunken h-8 shrink-0 rounded-md px-2.5 max-sm:h-10",
    // Where the drawing is out of sight, so are they.
    layout.narrowSide === "right" && "max-[1099px]:hidden",
    layout.split.layout === "answers" && "min-[1100px]:hidden",
  );
  return (
    <div
      className={clsx(
        "bg-surface border-line flex flex-wrap items-center gap-x-1 border-t px-2 py-1",
        // On a phone it would only take a line from what is written.
        layout.narrowSide === "right" && "max-sm:hidden",
      )}
    >
      {!props.isReadOnly &&
        BOARD_PANELS.map(({ panel, words }) => (
          <button
            key={panel}
            type="button"
            data-opens={panel}
            aria-expanded={layout.panel === panel}
            aria-controls={DOCK_ID}
            onClick={() => layout.togglePanel(panel)}
            className={clsx(style, layout.panel === panel && "bg-accent-soft")}
          >
            {words}
          </button>
        ))}
      {!props.isReadOnly && (
        <button
          type="button"
          title={TIDY_HINT}
          onClick={() => void props.board.current?.tidy()}
          className={style}
        >
          Tidy up
        </button>
      )}
      <GraderReads
        sync={props.control.sync}
        news={props.news}
        board={props.board}
        isReadOnly={props.isReadOnly}
        isOpen={layout.panel === "reading"}
        place={props.dockPlace}
        onToggle={() => layout.togglePanel("reading")}
        onClose={layout.closePanel}
      />
    </div>
  );
}
