import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import type { Chance } from "./edits";
import { graphMark } from "./graph-mark";
import { drawTied } from "./tidy-arrows";
import { Canvas } from "./tidy-canvas";
import { layOut } from "./tidy-layout";
import { hostOf, moveNotes } from "./tidy-notes";
import { collectParts } from "./tidy-parts";
import type { Part, Parts } from "./tidy-parts";

export type Tidied = {
  changed: SceneElement[];
  /** Why nothing was changed, where that is not because all is tidy. */
  why: string | null;
};

/**
 * Lays a drawing out anew: columns in the direction in which the arrows lead, boundaries round their
 * members, arrows round boxes. Free texts stay near what they were written at, freehand strokes where
 * they are. The graph is the same before and after; where it would not be, nothing is changed.
 *
 * @param selected ids of the elements to lay out, all for null; of a boundary, all of it is
 */
export function tidyDrawing(
  elements: readonly SceneElement[],
  selected: ReadonlySet<string> | null,
  chance: Chance,
): Tidied {
  const live = elements.filter(({ isDeleted }) => !isDeleted);
  const diagram = readDiagram({ elements: live, files: {} });
  const all = collectParts(live, diagram);
  const parts = choose(all, selected);
  if (parts.boxes.length === 0) return { changed: [], why: "There is nothing to tidy up." };
  const mark = graphMark(diagram, live);
  // An arrow that ends nowhere may come to end at what now lies there: then it leaves by another side.
  for (const quarterTurns of [0, 1, 2, 3]) {
    const canvas = new Canvas(live);
    const fresh = layOut(parts, all, canvas, diagram);
    drawTied(fresh.tied, parts, all, canvas, diagram, chance, quarterTurns);
    moveNotes(all, parts, canvas, diagram);
    const after = canvas.live();
    if (graphMark(readDiagram({ elements: after, files: {} }), after) === mark)
      return { changed: canvas.changes(chance), why: null };
    if (!fresh.tied.some(({ from, to }) => from === null || to === null)) break;
  }
  return { changed: [], why: "What the grader reads would change. Move the boxes by hand here." };
}

/** The parts of which something is selected; of a boundary, all. */
function choose(all: Parts, selected: ReadonlySet<string> | null): Parts {
  if (selected === null) return all;
  const parents = new Map([...all.boxes, ...all.boundaries].map((p) => [p.key, p.container]));
  const outermost = (key: string): string => {
    const up = parents.get(key) ?? null;
    return up === null ? key : outermost(up);
  };
  const chosen = new Set(
    [...all.boxes, ...all.boundaries]
      .filter(({ elements }) => elements.some(({ id }) => selected.has(id)))
      .map(({ key }) => outermost(key)),
  );
  const isChosen = ({ key }: Part) => chosen.has(outermost(key));
  const boxes = all.boxes.filter(isChosen);
  const boundaries = all.boundaries.filter(isChosen);
  const keys = new Set([...boxes, ...boundaries].map(({ key }) => key));
  return {
    ...all,
    boxes,
    boundaries,
    tied: all.tied.filter(({ from, to }) => keys.has(from ?? "") || keys.has(to ?? "")),
    notes: all.notes.filter((note) => keys.has(hostOf(note, all)?.key ?? "")),
  };
}
