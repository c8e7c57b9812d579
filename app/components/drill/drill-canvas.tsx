import { useRef } from "react";
import type { BoardHandle } from "~/components/board/board.client";
import { Toaster } from "~/components/ui/toaster";
import { BoardPane } from "~/components/workspace/board-pane";
import type { SyncControl } from "~/components/workspace/use-workspace-sync";

const ignore = () => undefined;

/** The workspace's canvas in the room of a drill. */
export default function DrillCanvas(props: { control: SyncControl; isReadOnly: boolean }) {
  const board = useRef<BoardHandle | null>(null);
  return (
    <>
      <BoardPane
        sync={props.control.sync}
        board={board}
        isReadOnly={props.isReadOnly}
        isLocked={false}
        onForeign={props.control.onForeign}
        onDrawing={ignore}
      />
      <Toaster />
    </>
  );
}
