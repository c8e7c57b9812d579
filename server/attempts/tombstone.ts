import type { SceneElement } from "#domain/diagram/scene.schema";

/** A deleted box with its label's tombstone beside it stays as it is; a long stroke does not. */
const MAX_TOMBSTONE_BYTES = 1_000;

/**
 * A deleted element as it is stored, as JSON. Merging needs only its id and stamp, so that a large one
 * loses what makes it large: deleting always makes room. What undo brings back the browser still has.
 */
export function toTombstone(element: SceneElement): string {
  const json = JSON.stringify(element);
  return json.length <= MAX_TOMBSTONE_BYTES ? json : JSON.stringify(empty(element));
}

function empty(element: SceneElement): SceneElement {
  const bare = { groupIds: [], boundElements: null, frameId: null, link: null };
  switch (element.type) {
    case "text":
      return { ...element, ...bare, text: "", originalText: "", containerId: null };
    case "freedraw":
      return { ...element, ...bare, points: element.points.slice(0, 2), pressures: [] };
    case "frame":
      return { ...element, ...bare, name: null };
    case "line":
    case "arrow": {
      // Excalidraw takes a line of fewer than two points for broken.
      const points = element.points.slice(0, 2);
      const loose = { ...element, ...bare, points, startBinding: null, endBinding: null };
      return loose.type === "arrow" ? { ...loose, fixedSegments: null } : loose;
    }
    default:
      return { ...element, ...bare };
  }
}
