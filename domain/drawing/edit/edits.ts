import type { SceneElement } from "../../diagram/scene.schema";

/** Where an edit takes ids and nonces from: random in the browser, counted in tests. */
export type Chance = { id: () => string; nonce: () => number };

/** An element after a change: a higher version wins wherever the drawing is merged. */
export function change<E extends SceneElement>(
  element: E,
  changes: Partial<E>,
  chance: Chance,
): SceneElement {
  return { ...element, ...changes, version: element.version + 1, versionNonce: chance.nonce() };
}

/** Takes `changed` back: what was there is as it was before, what is new is deleted. */
export function revert(
  before: readonly SceneElement[],
  changed: readonly SceneElement[],
  chance: Chance,
): SceneElement[] {
  const old = new Map(before.map((element) => [element.id, element]));
  return changed.map((element) => {
    const was = old.get(element.id) ?? { ...element, isDeleted: true };
    return { ...was, version: element.version + 1, versionNonce: chance.nonce() };
  });
}
