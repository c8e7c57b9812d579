import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useCallback, useEffect, useRef } from "react";
import type { RefObject } from "react";
import type { UndoKeeper } from "./keep-undo.client";

/**
 * Undo that reaches back over a reload, for a drawing with a key.
 * @returns `open`, to be called once the drawing is there: it settles when undo is ready, or can't be;
 *   `keeper`, from then on
 */
export function useKeptUndo(
  api: ExcalidrawImperativeAPI | null,
  frame: RefObject<HTMLElement>,
  key: string | undefined,
): { open: () => Promise<void>; keeper: RefObject<UndoKeeper> } {
  const keeper = useRef<UndoKeeper | null>(null);
  useEffect(() => () => keeper.current?.stop(), []);
  const open = useCallback(async () => {
    if (!api || !key) return;
    // Without it, as after a failed fetch, undo begins with this page.
    const loaded = await import("./keep-undo.client").catch(() => null);
    if (loaded && frame.current) keeper.current = loaded.keepUndo(api, frame.current, key);
  }, [api, frame, key]);
  return { open, keeper };
}
