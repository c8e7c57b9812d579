import { lazy, Suspense, useCallback, useEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { toast } from "sonner";
import type { Scene, SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import type { BoardHandle } from "~/components/board/board.client";
import { Spinner } from "~/components/ui/spinner";
import { applyChange, writeSceneFile } from "#domain/diagram/scene-file";
import { useTheme } from "~/lib/theme";

const Board = lazy(() => import("~/components/board/board.client"));

/** A drag changes the drawing sixty times a second; its file is written once it pauses. */
const PAUSE_MS = 250;

/** A drawing on the canvas that candidates draw on, told as the text of its file. */
export function DrawingCanvas(props: {
  /** Read once, on mount. */
  scene: Scene;
  isReadOnly: boolean;
  onText: (text: string) => void;
}) {
  const { onText } = props;
  const { theme } = useTheme();
  const scene = useRef(props.scene);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const board = useRef<BoardHandle | null>(null);
  const write = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    onText(writeSceneFile(scene.current));
  }, [onText]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    /** A form takes along what the page holds when it is sent: the last stroke belongs to it. */
    const writePending = () => {
      if (timer.current !== undefined) flushSync(write);
    };
    document.addEventListener("submit", writePending, { capture: true });
    return () => document.removeEventListener("submit", writePending, { capture: true });
  }, [write]);
  useEffect(() => {
    const refresh = () => board.current?.refresh();
    window.addEventListener("scroll", refresh, { passive: true });
    return () => window.removeEventListener("scroll", refresh);
  }, []);

  const takeChange = useCallback(
    (changed: SceneElement[], files: SceneFile[]) => {
      scene.current = applyChange(scene.current, changed, files);
      clearTimeout(timer.current);
      timer.current = setTimeout(write, PAUSE_MS);
    },
    [write],
  );
  const takeReady = useCallback((handle: BoardHandle) => {
    board.current = handle;
  }, []);

  return (
    // Texts above it may have grown since it last looked.
    <div className="h-full" onPointerEnter={() => board.current?.refresh()}>
      <Suspense
        fallback={
          <p className="text-ink-soft flex h-full items-center justify-center gap-3">
            <Spinner /> Loading the canvas.
          </p>
        }
      >
        <Board
          initialElements={props.scene.elements}
          initialFiles={Object.values(props.scene.files)}
          theme={theme}
          isReadOnly={props.isReadOnly}
          isFitted
          onChange={takeChange}
          onSay={say}
          onReady={takeReady}
        />
      </Suspense>
    </div>
  );
}

function say(message: string, undo?: () => void): void {
  toast(message, { duration: 10_000, ...(undo && { action: { label: "Undo", onClick: undo } }) });
}
