import { CaptureUpdateAction, restoreElements } from "@excalidraw/excalidraw";
import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { toCanvasElements } from "./scene-types";
import { keepSteps, readSteps } from "./undo/kept-steps";
import { UndoSteps } from "./undo/undo-steps";

/** Edits follow each other; the steps are written once they rest. */
const REST_MS = 500;
const NONCES = 2 ** 31;

export type UndoKeeper = {
  /** Says that elements came from elsewhere: they are no edit of this page. */
  absorb: (elements: readonly SceneElement[]) => void;
  stop: () => void;
};

/**
 * Lets the editor's undo reach back over a reload: its history can only be cleared from outside, but it
 * records what `updateScene` is told to capture. So the scenes of the last edits are shown to it one
 * after the other, within one task: it draws the last one only, which is what was there, and no change is
 * heard. From then on edits are followed and kept for the next time.
 */
export function keepUndo(
  api: ExcalidrawImperativeAPI,
  frame: HTMLElement,
  key: string,
): UndoKeeper {
  const steps = new UndoSteps<ExcalidrawElement>(readSteps(key));
  replay(api, steps);
  steps.rebase(api.getSceneElementsIncludingDeleted());
  let isUndoing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    keepSteps(key, steps.list());
  }
  const unlisten = api.onChange((elements, appState) => {
    if (!isAtRest(appState) || !steps.take(elements, isUndoing)) return;
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  });
  // The editor doesn't say that a change is an undo. It makes the change within the event's own task.
  function noteUndo(event: Event): void {
    if (!isUndo(event)) return;
    isUndoing = true;
    setTimeout(() => (isUndoing = false));
  }
  frame.addEventListener("keydown", noteUndo, true);
  frame.addEventListener("click", noteUndo, true);
  window.addEventListener("pagehide", write);
  return {
    absorb(elements) {
      const theirs = new Map(elements.map((element) => [element.id, element]));
      const taken = api.getSceneElementsIncludingDeleted().filter((element) => {
        const their = theirs.get(element.id);
        return their?.version === element.version && their.versionNonce === element.versionNonce;
      });
      steps.rebase(taken);
    },
    stop() {
      write();
      unlisten();
      frame.removeEventListener("keydown", noteUndo, true);
      frame.removeEventListener("click", noteUndo, true);
      window.removeEventListener("pagehide", write);
    },
  };
}

function replay(api: ExcalidrawImperativeAPI, steps: UndoSteps<ExcalidrawElement>): void {
  const [first, ...later] = steps.rewind(api.getSceneElementsIncludingDeleted(), {
    nonce: () => Math.floor(Math.random() * NONCES),
    revive: (element) => restoreElements(toCanvasElements([element]), null),
  });
  if (first === undefined || later.length === 0) return;
  api.updateScene({ elements: first, captureUpdate: CaptureUpdateAction.NEVER });
  for (const elements of later)
    api.updateScene({ elements, captureUpdate: CaptureUpdateAction.IMMEDIATELY });
}

/** Nothing is under the pointer or being typed: the editor has put what was done into its history. */
function isAtRest(state: AppState): boolean {
  return (
    state.cursorButton === "up" &&
    state.newElement === null &&
    state.multiElement === null &&
    state.resizingElement === null &&
    state.editingTextElement === null &&
    !state.selectedElementsAreBeingDragged
  );
}

function isUndo(event: Event): boolean {
  if (event instanceof KeyboardEvent)
    return (
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      (event.key.toLowerCase() === "z" || event.code === "KeyZ")
    );
  return (
    event.target instanceof Element && event.target.closest("[data-testid=button-undo]") !== null
  );
}
