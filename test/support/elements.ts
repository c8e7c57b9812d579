/** A rectangle as the editor writes it, with the fields a test cares about. */
export function box(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    type: "rectangle",
    x: 0,
    y: 0,
    width: 160,
    height: 80,
    angle: 0,
    strokeColor: "#1e1e1e",
    backgroundColor: "transparent",
    fillStyle: "solid",
    strokeWidth: 2,
    strokeStyle: "solid",
    roughness: 1,
    opacity: 100,
    groupIds: [],
    frameId: null,
    index: null,
    roundness: null,
    seed: 1,
    version: 1,
    versionNonce: 1,
    isDeleted: false,
    boundElements: null,
    updated: 1,
    link: null,
    locked: false,
    ...changes,
  };
}

/** A rectangle with a name in it, as the reader needs one; each at a place of its own. */
export function namedBox(id: string, at = 0): Record<string, unknown>[] {
  const x = at * 400;
  const label = { x: x + 20, y: 30, width: 100, height: 25, text: id, containerId: id };
  return [box(id, { x }), { id: `${id}-name`, type: "text", ...label }];
}
