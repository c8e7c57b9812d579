import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, BinaryFiles, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useCallback, useRef, useState } from "react";
import type { RefObject } from "react";
import { parseScene } from "#domain/diagram/parse-scene";
import type { SceneNotice } from "#domain/diagram/parse-scene";
import { MAX_ELEMENTS, MAX_SCENE_BYTES } from "#domain/diagram/scene.schema";
import { dropElements } from "./board-actions.client";
import type { BoardProps, Say } from "./board.client";
import { fit } from "./board-frame";
import { CanvasChanges } from "./canvas-changes";
import { DrawingSize } from "./drawing-size";
import { describeDropped } from "./incoming/classify";

/** What Excalidraw calls at every change. */
export type TakeChange = (
  elements: readonly ExcalidrawElement[],
  appState: AppState,
  files: BinaryFiles,
) => void;

type Refused = {
  dropped: readonly SceneNotice[];
  surplus: ReadonlySet<string>;
  tooLarge: ReadonlySet<string>;
};

/**
 * Hears the editor's changes: what passes the scene filter and its bounds goes on to `onChange`, the
 * rest is taken off the canvas again, with a word about why.
 */
export function useGuardedChanges(
  api: ExcalidrawImperativeAPI | null,
  frame: RefObject<HTMLElement>,
  props: BoardProps,
  isFitted: boolean,
  /** What is still to be done once the drawing is there; the board is ready after it. */
  open: () => Promise<void>,
): TakeChange {
  const { onChange, onSay } = props;
  const isOpened = useRef(false);
  const [changes] = useState(() => new CanvasChanges<ExcalidrawElement>());
  const [size] = useState(() => new DrawingSize(props.initialElements));
  const [knownFileIds] = useState(() => new Set(props.initialFiles.map((file) => file.id)));
  return useCallback(
    (elements, appState, files) => {
      // Excalidraw calls this only once its own loading is over: before, it throws away what is drawn.
      const board = frame.current;
      if (board && !isOpened.current) {
        isOpened.current = true;
        if (isFitted && api && board.clientWidth > 0) fit(api);
        void open().finally(() => (board.dataset.ready = ""));
      }
      const { changed, added, gone } = changes.take(elements, appState.newElement?.id ?? null);
      const fresh = Object.values(files).filter((file) => !knownFileIds.has(file.id));
      if (changed.length + gone.length + fresh.length === 0) return;
      for (const file of fresh) knownFileIds.add(file.id);
      const { scene, dropped } = parseScene({
        elements: [...changed, ...gone],
        files: Object.fromEntries(fresh.map((file) => [file.id, file])),
      });
      const surplus = findSurplus(elements, added);
      const fitting = scene.elements.filter(({ id }) => !surplus.has(id));
      const tooLarge = size.take(fitting, added);
      const refused = { dropped, surplus, tooLarge };
      sayRefused(refused, onSay);
      const ids = listRefused(refused);
      if (api && ids.size > 0) dropElements(api, changes, ids);
      onChange(
        fitting.filter(({ id }) => !tooLarge.has(id)),
        Object.values(scene.files),
      );
    },
    [api, frame, changes, isFitted, knownFileIds, onChange, onSay, open, size],
  );
}

/** New elements that are too many; those that were there, and changes to them, stay. */
function findSurplus(
  all: readonly ExcalidrawElement[],
  added: ReadonlySet<string>,
): ReadonlySet<string> {
  const live = all.filter(({ isDeleted }) => !isDeleted);
  if (live.length <= MAX_ELEMENTS) return new Set();
  const fresh = live.filter(({ id }) => added.has(id)).map(({ id }) => id);
  return new Set(fresh.slice(-(live.length - MAX_ELEMENTS)));
}

function listRefused({ dropped, surplus, tooLarge }: Refused): Set<string | null> {
  return new Set([...dropped.map(({ id }) => id), ...surplus, ...tooLarge]);
}

function sayRefused({ dropped, surplus, tooLarge }: Refused, say: Say): void {
  if (dropped.length > 0) say(describeDropped(dropped));
  if (surplus.size > 0)
    say(`A drawing can have ${MAX_ELEMENTS} elements: the last ${surplus.size} didn't fit.`);
  if (tooLarge.size > 0)
    say(
      `A drawing can take up ${MAX_SCENE_BYTES / 1e6} MB: the last ${tooLarge.size} didn't fit. Long strokes take the most.`,
    );
}
