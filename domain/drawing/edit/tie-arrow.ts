import type { SceneElement } from "../../diagram/scene.schema";
import { change } from "./edits";
import type { Chance } from "./edits";
import { distanceTo, endPoint, isDeepInside, NEAR_PX } from "./find-ties";
import type { Arrow, Tie } from "./find-ties";
import { leave } from "./rects";
import type { Point } from "./rects";

/** Binds ends of arrows to boxes, on both sides; an end that lies apart is drawn up to its box. */
export function tieArrows(
  elements: readonly SceneElement[],
  ties: readonly Tie[],
  chance: Chance,
): SceneElement[] {
  const changed = new Map<string, SceneElement>();
  const now = (id: string) => changed.get(id) ?? elements.find((element) => element.id === id);
  for (const { arrowId, end, boxId } of ties) {
    const [arrow, box] = [now(arrowId), now(boxId)];
    if (arrow?.type !== "arrow" || box === undefined) continue;
    const reached = drawUpTo(arrow, end, box);
    const gap = Math.max(1, distanceTo(box, endPoint(reached, end)));
    const binding = { elementId: boxId, focus: 0, gap };
    const bond = end === "start" ? { startBinding: binding } : { endBinding: binding };
    changed.set(arrowId, { ...arrow, ...reached, ...bond });
    if (!box.boundElements?.some(({ id }) => id === arrowId)) {
      const boundElements = [...(box.boundElements ?? []), { id: arrowId, type: "arrow" as const }];
      changed.set(boxId, { ...box, boundElements });
    }
  }
  return [...changed.values()].map((element) => change(element, {}, chance));
}

function drawUpTo(arrow: Arrow, end: Tie["end"], box: SceneElement): Arrow {
  const at = endPoint(arrow, end);
  if (distanceTo(box, at) <= NEAR_PX || isDeepInside(box, at)) return arrow;
  const beside = arrow.points.at(end === "start" ? 1 : -2) ?? [0, 0];
  const from: Point = [arrow.x + beside[0], arrow.y + beside[1]];
  const target = leave(box, from);
  const absolute = arrow.points.map(([x, y]): Point => [arrow.x + x, arrow.y + y]);
  absolute[end === "start" ? 0 : absolute.length - 1] = target;
  const [x, y] = absolute[0] ?? [arrow.x, arrow.y];
  const points = absolute.map(([px, py]): [number, number] => [px - x, py - y]);
  const [xs, ys] = [points.map(([px]) => px), points.map(([, py]) => py)];
  return {
    ...arrow,
    x,
    y,
    points,
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
  };
}
