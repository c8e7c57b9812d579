import { BOX_FONT_PX, figureOf, paintOf } from "../outline/looks";
import { toText } from "../outline/to-scene";
import { sceneElementSchema } from "../../diagram/scene.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import type { LibraryShape } from "../shapes/shape-library";
import { boundsOf } from "./bounds";
import { change } from "./edits";
import type { Chance } from "./edits";
import { joinBoxes } from "./join-boxes";
import type { Rect } from "./rects";

type Point = { x: number; y: number };

export type Insertion = {
  changed: SceneElement[];
  /** The new box, to be selected. */
  boxId: string;
};

/** Between a box and the next one: room for an arrow with a label. */
const STEP_PX = 110;
/** Between boxes that no arrow joins. */
const GAP_PX = 40;
const MAX_TRIES = 400;
const BOXES = new Set(["rectangle", "ellipse", "diamond"]);

/**
 * Puts a shape of the library on the canvas: one box with its name bound inside.
 *
 * @param place.at the middle of where it shall lie; moved aside where something lies already, unless
 * `isExact`
 * @param place.nextTo the id of a box: the shape goes beside it, with an arrow from there that is
 * bound to both
 */
export function insertShape(
  elements: readonly SceneElement[],
  shape: LibraryShape,
  place: { at: Point; isExact?: boolean; nextTo?: string | null },
  chance: Chance,
): Insertion {
  const live = elements.filter(({ isDeleted }) => !isDeleted);
  const from = live.find(({ id, type }) => id === place.nextTo && BOXES.has(type));
  const outline = { key: shape.name, name: shape.name, shape: shape.shape, container: null };
  const { text, widthPx: width, heightPx: height } = figureOf(outline);
  const around = { x: place.at.x - width / 2, y: place.at.y - height / 2, width, height };
  const rect = place.isExact
    ? around
    : findFreeSpot(live, from ? beside(from, around) : near(around));
  const [boxId, textId] = [chance.id(), chance.id()];
  const arrow = from
    ? joinBoxes(
        { from: { ...rectOf(from), elementId: from.id }, to: { ...rect, elementId: boxId } },
        { direction: "forward", label: null },
        chance,
      )
    : [];
  const bound = arrow.map(({ id }) => ({ id, type: "arrow" as const }));
  const paint = paintOf(outline);
  const middle: [number, number] = [
    rect.x + width / 2 - text.widthPx / 2,
    rect.y + height / 2 - text.heightPx / 2,
  ];
  const box = sceneElementSchema.parse({
    id: boxId,
    type: TYPES[shape.shape],
    ...rect,
    strokeColor: paint.stroke,
    backgroundColor: paint.fill,
    fillStyle: "solid",
    seed: chance.nonce(),
    versionNonce: chance.nonce(),
    roundness: shape.shape === "store" ? null : { type: shape.shape === "decision" ? 2 : 3 },
    boundElements: [{ id: textId, type: "text" }, ...bound],
    customData: { paletteItem: shape.id },
  });
  const words = toText(textId, boxId, shape.name, text, middle, BOX_FONT_PX);
  const label = sceneElementSchema.parse({ ...words, versionNonce: chance.nonce() });
  const tied = from
    ? [change(from, { boundElements: [...(from.boundElements ?? []), ...bound] }, chance)]
    : [];
  return { changed: [...tied, box, label, ...arrow], boxId };
}

const TYPES = {
  box: "rectangle",
  person: "rectangle",
  store: "ellipse",
  decision: "diamond",
} as const;

function rectOf({ x, y, width, height }: SceneElement): Rect {
  return { x, y, width, height };
}

/** Right of it first, as one reads; then below and above that place, farther and farther out. */
function* beside(from: SceneElement, { width, height }: Rect): Generator<Rect> {
  const middle = from.y + from.height / 2 - height / 2;
  for (let out = 0; out < MAX_TRIES; out += 1) {
    const x = from.x + from.width + STEP_PX + Math.floor(out / 7) * (width + STEP_PX);
    const row = (out % 7) + 1;
    const side = row % 2 === 0 ? 1 : -1;
    yield { x, y: middle + side * Math.floor(row / 2) * (height + GAP_PX), width, height };
  }
}

/** Where it was wanted, then row by row to the right and below. */
function* near({ x, y, width, height }: Rect): Generator<Rect> {
  for (let at = 0; at < MAX_TRIES; at += 1) {
    const [column, row] = [at % 4, Math.floor(at / 4)];
    const spot = { x: x + column * (width + GAP_PX), y: y + row * (height + GAP_PX) };
    yield { ...spot, width, height };
  }
}

/** The first place that crosses nothing; a boundary around all of it is no obstacle. */
function findFreeSpot(live: readonly SceneElement[], spots: Iterable<Rect>): Rect {
  const taken = live.filter(({ type }) => type !== "arrow" && type !== "line").map(boundsOf);
  let first: Rect | null = null;
  for (const spot of spots) {
    first ??= spot;
    if (taken.every((other) => isApart(spot, other) || isAround(other, spot))) return spot;
  }
  if (first === null) throw new Error("no place was named");
  return first;
}

function isApart(a: Rect, b: Rect): boolean {
  return (
    a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height
  );
}

function isAround(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
