import { readSceneJson } from "../content/read-problem";
import { diagramToText } from "#domain/diagram/diagram-to-text";
import { readDiagram } from "#domain/diagram/read-diagram";
import { parseScene } from "#domain/diagram/parse-scene";

/** What the diagram reader makes of an Excalidraw file's text; null when it is none. */
export function describeScene(sceneText: string): string | null {
  const scene = readSceneJson({ file: "solution.excalidraw", text: sceneText }, []);
  if (scene === null) return null;
  return diagramToText(readDiagram(parseScene(scene).scene));
}
