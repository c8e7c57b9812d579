import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { parseScene } from "#domain/diagram/parse-scene";
import { revert } from "#domain/drawing/edit/edits";
import { tidyDrawing } from "#domain/drawing/edit/tidy-drawing";
import { edit } from "../board-actions.client";
import { randomChance } from "./random-chance";

const BOXES = new Set(["rectangle", "ellipse", "diamond", "image", "frame"]);

/** Lays the drawing out anew, or what is selected of it: one step, for the editor's undo and for ours. */
export async function tidyUp(
  api: ExcalidrawImperativeAPI,
  say: (message: string, undo?: () => void) => void,
): Promise<void> {
  // A large drawing takes a moment: the press is shown first.
  await new Promise((resolve) => setTimeout(resolve));
  const before = parseScene({ elements: [...api.getSceneElements()] }).scene.elements;
  const { selectedElementIds } = api.getAppState();
  const chosen = before.filter(({ id }) => selectedElementIds[id] === true);
  const isPart = chosen.filter(({ type }) => BOXES.has(type)).length > 1;
  const ids = isPart ? new Set(chosen.map(({ id }) => id)) : null;
  const { changed, why } = tidyDrawing(before, ids, randomChance);
  if (why !== null) return say(`Nothing was moved. ${why}`);
  if (changed.length === 0) return say("Everything is tidy already.");
  edit(api, changed, isPart ? "stay" : "fit");
  say(isPart ? "The selection was tidied up." : "The drawing was tidied up.", () =>
    edit(api, revert(before, changed, randomChance), "stay"),
  );
}
