import { readDiagram } from "#domain/diagram/read-diagram";
import { parseScene } from "#domain/diagram/parse-scene";
import type { ContentIssue } from "./content-error";

/**
 * Faults of a drawing that ships with the content: elements that the scene filter drops, and
 * whatever the diagram reader can't read. `mustBind` also asks that every arrow be bound at both ends.
 *
 * @param scene the parsed JSON of an `.excalidraw` file
 */
export function checkDrawing(
  scene: unknown,
  file: string,
  options: { mustBind: boolean },
): ContentIssue[] {
  const { scene: clean, dropped } = parseScene(scene);
  const diagram = readDiagram(clean);
  const faults = [
    ...dropped.map(({ id, type, reason }) => `${type} ${id ?? ""} is dropped: ${reason}`),
    ...diagram.unreadable.map(({ elementIds, what }) => `${what} (${elementIds.join(", ")})`),
    ...diagram.hidden
      .filter(({ reason }) => reason !== "deleted")
      .map(({ elementIds, reason }) => `hidden: ${reason} (${elementIds.join(", ")})`),
  ];
  if (options.mustBind) {
    const loose = diagram.edges.filter(({ binding }) => binding !== "bound");
    faults.push(...loose.map(({ elements }) => `arrow ${elements.join(", ")} is not bound`));
  }
  if (diagram.counts.nodes === 0) faults.push("nothing is drawn");
  return faults.map((message) => ({ file, line: null, field: "", message }));
}
