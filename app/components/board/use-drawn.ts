import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useEffect, useState } from "react";
import { parseScene } from "#domain/diagram/parse-scene";
import { type SceneElement } from "#domain/diagram/scene.schema";

/** What is on the canvas now, through the scene filter; followed only while somebody looks. */
export function useDrawn(api: ExcalidrawImperativeAPI | null, isFollowed: boolean): SceneElement[] {
  const [drawn, setDrawn] = useState<SceneElement[]>([]);
  useEffect(() => {
    if (api === null || !isFollowed) return;
    const stamps = new Map<string, number>();
    function look(elements: readonly ExcalidrawElement[]) {
      const isSame =
        elements.length === stamps.size && elements.every((e) => stamps.get(e.id) === e.version);
      if (isSame) return;
      stamps.clear();
      for (const { id, version } of elements) stamps.set(id, version);
      setDrawn(parseScene({ elements: [...elements] }).scene.elements);
    }
    look(api.getSceneElements());
    return api.onChange(() => look(api.getSceneElements()));
  }, [api, isFollowed]);
  return drawn;
}

export type SelectedBox = { id: string; label: string };

/** The one box that is selected, with the name in it; null when none is, or several. */
export function useSelectedBox(
  api: ExcalidrawImperativeAPI | null,
  isFollowed: boolean,
): SelectedBox | null {
  const [box, setBox] = useState<SelectedBox | null>(null);
  useEffect(() => {
    if (api === null || !isFollowed) return;
    function look(canvas: ExcalidrawImperativeAPI) {
      const found = findSelectedBox(canvas);
      setBox((before) =>
        before?.id === found?.id && before?.label === found?.label ? before : found,
      );
    }
    look(api);
    return api.onChange(() => look(api));
  }, [api, isFollowed]);
  return box;
}

function findSelectedBox(api: ExcalidrawImperativeAPI): SelectedBox | null {
  const ids = Object.keys(api.getAppState().selectedElementIds);
  const live = api.getSceneElements();
  const chosen = live.filter(({ id }) => ids.includes(id));
  const boxes = chosen.filter(({ type }) => ["rectangle", "ellipse", "diamond"].includes(type));
  const [box] = boxes;
  if (box === undefined || boxes.length > 1) return null;
  const text = live.find((e) => e.type === "text" && e.containerId === box.id);
  const words = text?.type === "text" ? text.originalText : "";
  return { id: box.id, label: words.replace(/\s+/gu, " ").trim() };
}
