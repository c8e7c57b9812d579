import type { Scene } from "../../diagram/scene.schema";
import type { Flow, Outline } from "./outline";
import { parseOutline } from "./parse-outline";
import { planColumns } from "./plan-columns";
import { rankBoxes } from "./rank-boxes";
import { findRoutes } from "./routes";
import { lieDown, standUp } from "./turn";
import { settleRows } from "./settle-rows";
import { toScene } from "./to-scene";

/**
 * Draws an outline as an Excalidraw scene. Pure and deterministic to the byte; what
 * `readDiagram` reads back are the boxes, arrows, labels and containers of the outline and nothing else.
 *
 * @param text lines of the notation in docs/drawing.md
 * @throws OutlineError naming the line that can't be drawn
 */
export function drawOutline(text: string, flow: Flow = "right"): Scene {
  return layOut(parseOutline(text), flow);
}

/** Places and draws what an outline names. */
export function layOut(outline: Outline, flow: Flow): Scene {
  const drawn = flow === "down" ? lieDown(outline) : outline;
  const plan = planColumns(drawn, rankBoxes(drawn));
  settleRows(plan);
  const routes = findRoutes(plan);
  return flow === "down" ? toScene(...standUp(outline, plan, routes)) : toScene(plan, routes);
}
