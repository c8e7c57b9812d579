import { useEffect, useMemo, useRef } from "react";
import type { MutableRefObject } from "react";
import type { BoardDock, BoardHandle } from "~/components/board/board.client";
import { BoardPane } from "./board-pane";
import type { DrawingNews } from "./drawing-news";
import type { WorkspaceData } from "./last-workspace";
import type { RoomLayout } from "./use-workspace-layout";
import type { SyncControl } from "./use-workspace-sync";

/** The canvas; its panels are shown in the dock. */
export function DrawingSide(props: {
  data: WorkspaceData;
  control: SyncControl;
  board: MutableRefObject<BoardHandle | null>;
  layout: RoomLayout;
  dockPlace: HTMLElement | null;
  news: DrawingNews;
  isTimeUp: boolean;
}) {
  const { control, layout } = props;
  const { attempt } = props.data.workspace;
  const isLocked = attempt.locked.includes("drawing");
  const dock = useBoardDock(layout, props.dockPlace);
  return (
    <BoardPane
      sync={control.sync}
      board={props.board}
      isReadOnly={props.isTimeUp || isLocked}
      isLocked={isLocked}
      onForeign={control.onForeign}
      onDrawing={props.news.tell}
      viewKey={attempt.id}
      dock={dock}
    />
  );
}

/** The same as long as it says the same: the canvas is drawn anew for what changes only. */
function useBoardDock(layout: RoomLayout, place: HTMLElement | null): BoardDock {
  const latest = useRef(layout);
  useEffect(() => {
    latest.current = layout;
  });
  const panel = layout.panel === "shapes" || layout.panel === "text" ? layout.panel : null;
  return useMemo(
    () => ({
      panel,
      place,
      onOpen: (opened) => latest.current.openPanel(opened),
      onClose: () => latest.current.closePanel(),
    }),
    [panel, place],
  );
}
