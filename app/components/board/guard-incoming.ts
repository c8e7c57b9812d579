import { findRefusal } from "./accepted-input";

/**
 * Looks at pastes and drops before Excalidraw does: it would take SVG, whole scene files and huge
 * pictures without asking.
 *
 * @param onRefusal hears, in words, why something was stopped
 * @returns takes the guards off again
 */
export function guardIncoming(
  board: HTMLElement,
  onRefusal: (message: string) => void,
): () => void {
  function guard(event: Event, data: DataTransfer | null): void {
    if (data === null) return;
    const files = [...data.files].map(({ type, size, name }) => ({ type, size, name }));
    const refusal = findRefusal({ files, text: data.getData("text/plain") });
    if (refusal === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    onRefusal(refusal);
  }
  function guardPaste(event: ClipboardEvent): void {
    const target = event.target instanceof Node ? event.target : null;
    // Excalidraw listens on the document and takes what is pasted while nothing has focus, too.
    if (target !== null && target !== document.body && !board.contains(target)) return;
    guard(event, event.clipboardData);
  }
  function guardDrop(event: DragEvent): void {
    guard(event, event.dataTransfer);
  }
  window.addEventListener("paste", guardPaste, { capture: true });
  board.addEventListener("drop", guardDrop, { capture: true });
  return () => {
    window.removeEventListener("paste", guardPaste, { capture: true });
    board.removeEventListener("drop", guardDrop, { capture: true });
  };
}
