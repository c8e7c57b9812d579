import type { SceneElement } from "./scene.schema";

/**
 * Joins two versions of a scene's elements by Excalidraw's own rule of reconciliation: the higher
 * version wins, on equal versions the lower versionNonce. Commutative, associative and idempotent.
 *
 * @returns one element an id, ordered by fractional `index` (none: last), then id
 */
export function mergeElements(
  a: readonly SceneElement[],
  b: readonly SceneElement[],
): SceneElement[] {
  const byId = new Map<string, SceneElement>();
  for (const element of [...a, ...b]) {
    const other = byId.get(element.id);
    byId.set(element.id, other ? newerOf(other, element) : element);
  }
  return [...byId.values()].sort(byIndexThenId);
}

/** The one that Excalidraw would keep. */
export function newerOf(a: SceneElement, b: SceneElement): SceneElement {
  if (a.version !== b.version) return a.version > b.version ? a : b;
  if (a.versionNonce !== b.versionNonce) return a.versionNonce < b.versionNonce ? a : b;
  // Same stamp, other content: only a broken client does this. A save keeps what is stored (write-save.ts).
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function byIndexThenId(a: SceneElement, b: SceneElement): number {
  if (a.index !== b.index) {
    if (a.index === null) return 1;
    if (b.index === null) return -1;
    return a.index < b.index ? -1 : 1;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
