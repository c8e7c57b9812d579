import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { BinaryFiles } from "@excalidraw/excalidraw/types";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";

/**
 * Our elements as Excalidraw's. They are the same JSON: Excalidraw only brands some of its strings
 * and numbers, which no validator can produce.
 */
export function toCanvasElements(elements: readonly SceneElement[]): ExcalidrawElement[] {
  return elements.map((element) => ({ ...element }) as ExcalidrawElement);
}

export function toCanvasFiles(files: readonly SceneFile[]): BinaryFiles {
  return Object.fromEntries(files.map((file) => [file.id, { ...file }])) as BinaryFiles;
}
