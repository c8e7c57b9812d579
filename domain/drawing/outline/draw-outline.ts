import type { Scene } from "../../diagram/scene.schema";
import type { Outline } from "./outline";
import { parseOutline } from "./parse-outline";
import { planColumns } from "./plan-columns";
import { rankBoxes } from "./rank-boxes";
import { findRoutes } from "./routes";
import { settleRows } from "./settle-rows";
import { toScene } from "./to-scene";

/**
 * Draws an outline as an Excalidraw scene, from left to right. Pure and deterministic to the byte; what
 * `readDiagram` reads back are the boxes, arrows, labels and containers of the outline and nothing else.
 *
 * @param text lines of the notation in docs/drawing.md
 * @throws OutlineError naming the line that can't be drawn
 */
export function drawOutline(text: string): Scene {
  return layOut(parseOutline(text));
}

/** Places and draws what an outline names. */
export function layOut(outline: Outline): Scene {
  const plan = planColumns(outline, rankBoxes(outline));
  settleRows(plan);
  return toScene(plan, findRoutes(plan));
}
