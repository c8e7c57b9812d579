import { MAX_ELEMENTS } from "../../diagram/scene.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import { boundsOfAll } from "./bounds";
import type { Chance } from "./edits";

type Binding = Extract<SceneElement, { type: "arrow" }>["startBinding"];

/**
 * What of a foreign drawing fits beside the one that is there. Parts that only make sense together,
 * a box and the text in it, come together or not at all.
 *
 * @returns the elements that fit, in their order, and how many did not fit
 */
export function keepWhatFits<E extends Pick<SceneElement, "id" | "type">>(
  presentCount: number,
  incoming: readonly E[],
): { kept: E[]; leftOut: number } {
  const spare = Math.max(0, MAX_ELEMENTS - presentCount);
  if (incoming.length <= spare) return { kept: [...incoming], leftOut: 0 };
  const holderOf = (element: E) =>
    "containerId" in element && typeof element.containerId === "string"
      ? element.containerId
      : element.id;
  const units = new Map<string, E[]>();
  for (const element of incoming) {
    const key = holderOf(element);
    units.set(key, [...(units.get(key) ?? []), element]);
  }
  const kept = new Set<E>();
  for (const unit of units.values()) {
    if (kept.size + unit.length > spare) continue;
    for (const element of unit) kept.add(element);
  }
  return {
    kept: incoming.filter((element) => kept.has(element)),
    leftOut: incoming.length - kept.size,
  };
}

/**
 * Takes a foreign drawing over as new elements of this one: under ids that nothing else has, its
 * middle at `middle`. Bonds to what did not come along are let go; what is there stays as it is.
 */
export function addScene(
  incoming: readonly SceneElement[],
  middle: { x: number; y: number },
  chance: Chance,
): SceneElement[] {
  const live = incoming.filter(({ isDeleted }) => !isDeleted);
  const bounds = boundsOfAll(live);
  if (bounds === null) return [];
  const dx = middle.x - (bounds.x + bounds.width / 2);
  const dy = middle.y - (bounds.y + bounds.height / 2);
  const ids = new Map(live.map(({ id }) => [id, chance.id()]));
  const groups = new Map<string, string>();
  const groupOf = (id: string): string => {
    const known = groups.get(id) ?? chance.id();
    groups.set(id, known);
    return known;
  };
  const rebind = (binding: Binding): Binding => {
    const elementId = ids.get(binding?.elementId ?? "");
    return binding && elementId !== undefined ? { ...binding, elementId } : null;
  };
  return live.map((element) => {
    const moved: SceneElement = {
      ...element,
      id: ids.get(element.id) ?? element.id,
      x: element.x + dx,
      y: element.y + dy,
      index: null,
      version: 1,
      versionNonce: chance.nonce(),
      groupIds: element.groupIds.map(groupOf),
      frameId: ids.get(element.frameId ?? "") ?? null,
      boundElements:
        element.boundElements?.flatMap((bound) => {
          const id = ids.get(bound.id);
          return id === undefined ? [] : [{ ...bound, id }];
        }) ?? null,
    };
    if (moved.type === "text")
      return { ...moved, containerId: ids.get(moved.containerId ?? "") ?? null };
    if (moved.type !== "arrow" && moved.type !== "line") return moved;
    return {
      ...moved,
      startBinding: rebind(moved.startBinding),
      endBinding: rebind(moved.endBinding),
    };
  });
}
