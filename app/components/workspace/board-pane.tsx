import { lazy, memo, Suspense, useCallback, useEffect } from "react";
import type { MutableRefObject } from "react";
import { toast } from "sonner";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import type { BoardDock, BoardHandle } from "~/components/board/board.client";
import { Spinner } from "~/components/ui/spinner";
import type { WorkspaceSync } from "~/lib/saving/open-sync";
import type { Absorbed } from "~/lib/saving/work-state";
import { useTheme } from "~/lib/theme";

function loadBoard() {
  return import("~/components/board/board.client");
}

const Board = lazy(loadBoard);

/** The canvas: it comes after the fields can be typed in, with the work that was opened. */
export const BoardPane = memo(function BoardPane(props: {
  sync: WorkspaceSync | null;
  /** Holds the board once it is there. */
  board: MutableRefObject<BoardHandle | null>;
  isReadOnly: boolean;
  /** It was carried over: the editor may put in order what it opens, and the server takes none of it. */
  isLocked: boolean;
  onForeign: (listener: ((absorbed: Absorbed) => void) | null) => void;
  /** The drawing changed, here or elsewhere. */
  onDrawing: () => void;
  /** The attempt whose view of the drawing this browser keeps. */
  viewKey?: string;
  /** Where the canvas's panels are shown, if not over it. */
  dock?: BoardDock;
}) {
  const { sync, board, isLocked, onForeign, onDrawing } = props;
  const { theme } = useTheme();
  // Fetched while the work is opened.
  useEffect(() => void loadBoard(), []);

  useEffect(() => {
    onForeign(({ elements, files }) => {
      board.current?.absorb(elements, files);
      if (elements.length > 0) onDrawing();
    });
    return () => onForeign(null);
  }, [board, onForeign, onDrawing]);

  const takeReady = useCallback(
    (ready: BoardHandle) => {
      board.current = ready;
      // What arrived from another tab while the canvas was loading.
      if (sync) ready.absorb([...sync.state.elements.values()], []);
    },
    [board, sync],
  );
  const takeChange = useCallback(
    (changed: SceneElement[], files: SceneFile[]) => {
      if (!isLocked) sync?.loop.editScene(changed, files);
      onDrawing();
    },
    [sync, isLocked, onDrawing],
  );
  const waiting = (
    <div className="bg-surface text-ink-soft flex h-full items-center justify-center gap-3">
      <Spinner /> Loading the canvas. You can write already.
    </div>
  );
  if (sync === null) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Board
        initialElements={[...sync.state.elements.values()]}
        initialFiles={[...sync.state.files.values()]}
        theme={theme}
        isReadOnly={props.isReadOnly}
        isFitted
        viewKey={props.viewKey}
        dock={props.dock}
        onChange={takeChange}
        onSay={say}
        onReady={takeReady}
      />
    </Suspense>
  );
});

function say(message: string, undo?: () => void): void {
  toast(message, { duration: 12_000, action: undo && { label: "Undo", onClick: undo } });
}
