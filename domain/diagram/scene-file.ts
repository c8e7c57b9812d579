import { parseScene } from "./parse-scene";
import type { Scene, SceneElement, SceneFile } from "./scene.schema";

/** The text of a new, empty drawing. */
export const EMPTY_SCENE_FILE = writeSceneFile({ elements: [], files: {} });

/** The drawing in an Excalidraw file's text; null when it is none. */
export function readSceneFile(text: string): Scene | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const isScene =
    typeof value === "object" &&
    value !== null &&
    "elements" in value &&
    Array.isArray(value.elements);
  return isScene ? parseScene(value).scene : null;
}

/** A drawing as the text of an Excalidraw file, formatted as those in `problems/`. */
export function writeSceneFile({ elements, files }: Scene): string {
  const live = elements.filter(({ isDeleted }) => !isDeleted);
  const used = new Set(live.flatMap((element) => ("fileId" in element ? [element.fileId] : [])));
  const file = {
    type: "excalidraw",
    version: 2,
    source: "scaleboard",
    elements: live,
    appState: { viewBackgroundColor: "#ffffff" },
    files: Object.fromEntries(Object.entries(files).filter(([id]) => used.has(id))),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** The drawing after a change on the canvas, in the canvas's own order where it names one. */
export function applyChange(
  { elements, files }: Scene,
  changed: readonly SceneElement[],
  newFiles: readonly SceneFile[],
): Scene {
  const byId = new Map(elements.map((element) => [element.id, element]));
  for (const element of changed) byId.set(element.id, element);
  const merged = [...byId.values()];
  return {
    elements: merged.every(({ index }) => index !== null) ? merged.sort(byIndex) : merged,
    files: { ...files, ...Object.fromEntries(newFiles.map((file) => [file.id, file])) },
  };
}

/** Fractional indices are compared as plain text. */
function byIndex(a: SceneElement, b: SceneElement): number {
  const [left, right] = [a.index ?? "", b.index ?? ""];
  return left < right ? -1 : left > right ? 1 : 0;
}
