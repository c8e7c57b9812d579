import { classify } from "./classify";
import type { Incoming } from "./classify";

/** What was stopped before the editor saw it, and where on the screen it was meant for. */
export type Guarded = { incoming: Incoming<File>; at: { x: number; y: number } | null };

/**
 * Looks at pastes and drops before Excalidraw does: it would take SVG, put a whole scene file in the
 * place of the drawing, and decode huge pictures without asking.
 *
 * @param onIncoming hears of everything that is not the editor's own business
 * @returns takes the guards off again
 */
export function guardIncoming(
  board: HTMLElement,
  onIncoming: (guarded: Guarded) => void,
): () => void {
  let pointer: { x: number; y: number } | null = null;
  function follow(event: PointerEvent): void {
    pointer = { x: event.clientX, y: event.clientY };
  }
  function isOverCanvas(): boolean {
    if (pointer === null) return false;
    return document.elementFromPoint(pointer.x, pointer.y) instanceof HTMLCanvasElement;
  }
  function stop(event: Event): void {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function guardPaste(event: ClipboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    // Excalidraw listens on the document and takes what is pasted while nothing has focus, too.
    if (target !== null && target !== document.body && !board.contains(target)) return;
    // Words that are pasted into a field, or into the name of a box, are words.
    if (target?.matches("input, textarea, [contenteditable]")) return;
    if (event.clipboardData === null) return;
    const incoming = read(event.clipboardData);
    // Copied elements are the editor's, which wants the pointer over the canvas; else they are ours.
    if (incoming === null || (incoming.kind === "copied" && isOverCanvas())) return;
    stop(event);
    onIncoming({ incoming, at: isOverCanvas() ? pointer : null });
  }
  function guardDrop(event: DragEvent): void {
    if (event.dataTransfer === null) return;
    const incoming = read(event.dataTransfer);
    if (incoming === null) return;
    stop(event);
    onIncoming({ incoming, at: { x: event.clientX, y: event.clientY } });
  }

  window.addEventListener("pointermove", follow, { capture: true, passive: true });
  window.addEventListener("paste", guardPaste, { capture: true });
  board.addEventListener("drop", guardDrop, { capture: true });
  return () => {
    window.removeEventListener("pointermove", follow, { capture: true });
    window.removeEventListener("paste", guardPaste, { capture: true });
    board.removeEventListener("drop", guardDrop, { capture: true });
  };
}

function read(data: DataTransfer): Incoming<File> | null {
  return classify({ files: [...data.files], text: data.getData("text/plain") });
}
