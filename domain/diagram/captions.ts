import { boxGap, boxToPath, centreOf, overlapX, shareWithin, type Box } from "./geometry";
import { isWord } from "./groups";
import type { Piece } from "./pieces";
import { absorb, setLabel, type Drawing, type Unit } from "./units";

/** Largest gaps between a picture and its caption, in heights of the caption's letters. */
const GAP_BELOW_EM = 2;
const GAP_ABOVE_EM = 1.25;
const GAP_BESIDE_EM = 1;
/** An empty box may be a component whose name stands outside, but only close by. */
const GAP_OF_BOX_EM = 1;
/** Caption and picture share this part of the narrower one's width. */
const MIN_COMMON_WIDTH = 0.6;
const COPY_SIZE_TOLERANCE = 0.2;

type Match = { unit: Unit; text: Piece; cost: number };

/**
 * Gives pictures and empty boxes the text below them, above them or, for pictures, beside them; the
 * nearest pair first. A text inside a small icon yields to a caption.
 *
 * @param isTitleOf whether a text outside a box could be the box's own title
 */
export function matchCaptions(
  drawing: Drawing,
  isTitleOf: (text: Piece, unit: Unit) => boolean,
): void {
  const units = drawing.units.filter(wantsCaption);
  const matches: Match[] = [];
  for (const text of drawing.freeTexts.filter(isWord)) {
    const holder = drawing.units.find((u) => u.texts.includes(text)) ?? null;
    if (holder && isLabelOfWhole(holder, drawing, isTitleOf)) continue;
    const isBesidePath = runsAlongPath(text, drawing.paths);
    for (const unit of units) {
      const cost = captionCost(unit, text, isBesidePath);
      if (cost !== null && isSameRegion(unit, text, holder)) matches.push({ unit, text, cost });
    }
  }
  matches.sort((a, b) => a.cost - b.cost);
  const taken = new Set<Unit | Piece>();
  for (const { unit, text } of matches) {
    if (taken.has(unit) || taken.has(text)) continue;
    taken.add(unit).add(text);
    if (unit.label !== "") unit.notes.push(unit.label);
    setLabel(unit, [text]);
    unit.hasCaption = true;
    takeText(drawing, text, unit);
  }
  joinCopies(drawing);
}

export function takeText(drawing: Drawing, text: Piece, unit: Unit): void {
  drawing.freeTexts = drawing.freeTexts.filter((t) => t !== text);
  for (const u of drawing.units) u.texts = u.texts.filter((t) => t !== text);
  drawing.unitOf.set(text.id, unit);
}

function wantsCaption(unit: Unit): boolean {
  if (unit.form === "frame" || unit.hasCaption) return false;
  if (unit.label !== "") return unit.form === "icon" && unit.isSmall;
  return !hasNamedChild(unit) && unit.texts.length === 0;
}

function hasNamedChild(unit: Unit): boolean {
  return unit.children.some((c) => c.label !== "" || hasNamedChild(c));
}

/** A box around one text and nameless pictures is one component: the text names all of it. */
function isLabelOfWhole(
  holder: Unit,
  drawing: Drawing,
  isTitleOf: (text: Piece, unit: Unit) => boolean,
): boolean {
  if (holder.label !== "" || holder.texts.length !== 1 || hasNamedChild(holder)) return false;
  return !drawing.freeTexts.some((t) => !holder.texts.includes(t) && isTitleOf(t, holder));
}

/** Small is good; null when the text can't be this unit's caption. */
function captionCost(unit: Unit, text: Piece, isBesidePath: boolean): number | null {
  const { box } = unit;
  const em = text.fontSizePx;
  const [cx, cy] = centreOf(text.box);
  const [ux, uy] = centreOf(box);
  const isOnIt = Math.abs(cx - ux) <= box.w / 2 && Math.abs(cy - uy) <= box.h / 2;
  if (isOnIt) return unit.form === "box" ? null : shareWithin(text.box, box) < 0.5 ? 0.3 : 0;
  const isBox = unit.form === "box";
  const commonWidth = overlapX(box, text.box) / Math.min(box.w, text.box.w);
  const skew = (2 * Math.abs(cx - ux)) / Math.max(box.w, text.box.w);
  const extra = (isBox ? 0.25 : 0) + (unit.label === "" ? 0 : 0.25) + skew;
  if (commonWidth >= MIN_COMMON_WIDTH) {
    const below = (text.box.y - (box.y + box.h)) / em;
    if (below >= -0.75 && below <= (isBox ? GAP_OF_BOX_EM : GAP_BELOW_EM))
      return Math.max(0, below) + extra;
    const above = (box.y - (text.box.y + text.box.h)) / em;
    if (above >= -0.5 && above <= GAP_ABOVE_EM) return Math.max(0, above) + 0.75 + extra;
    return null;
  }
  return isBox || isBesidePath || unit.label !== "" ? null : besideCost(box, text, cy - uy);
}

function besideCost(box: Box, text: Piece, offsetPx: number): number | null {
  const em = text.fontSizePx;
  const right = (text.box.x - (box.x + box.w)) / em;
  const left = (box.x - (text.box.x + text.box.w)) / em;
  const gap = Math.max(right, left);
  if (gap < 0 || gap > GAP_BESIDE_EM || Math.abs(offsetPx) > box.h / 4) return null;
  return gap + 2 + (left > right ? 0.5 : 0);
}

/** Such a text is more likely the label of the arrow. */
function runsAlongPath(text: Piece, paths: readonly Piece[]): boolean {
  return paths.some((path) => {
    const reachPx = 1.5 * text.fontSizePx;
    const near = boxToPath(text.box, path.points, path.box, reachPx);
    return near.distance <= reachPx && near.share > 0.1 && near.share < 0.9;
  });
}

/** Both inside the same box, or one of them astride the border that parts them. */
function isSameRegion(unit: Unit, text: Piece, holder: Unit | null): boolean {
  if (holder === unit.parent || holder === unit) return true;
  const isAstride = (box: Box, border: Unit | null) => {
    if (!border) return false;
    const share = shareWithin(box, border.box);
    return share > 0.02 && share < 0.98;
  };
  return [holder, unit.parent].every(
    (border) => border === null || isAstride(text.box, border) || isAstride(unit.box, border),
  );
}

/** Several equal pictures over one caption ("three apps") are one component. */
function joinCopies(drawing: Drawing): void {
  const bound = boundIds(drawing);
  const isFree = (u: Unit) => u.label === "" && !u.partOf && !u.pieces.some((p) => bound.has(p.id));
  for (const named of drawing.units.filter((u) => u.hasCaption && u.form !== "box")) {
    const figures = countFigures(named);
    const row = [named];
    for (let last = row[0], i = 0; last; last = row[++i])
      for (const other of drawing.units) {
        if (!isFree(other) || countFigures(other) !== figures || !isCopyBeside(last, other))
          continue;
        row.push(other);
        absorb(named, other);
      }
  }
  drawing.units = drawing.units.filter((u) => u.partOf === null);
  for (const unit of drawing.units) unit.children = unit.children.filter((c) => !c.partOf);
}

function countFigures(unit: Unit): number {
  return unit.pieces.filter((p) => p.element.type !== "text").length;
}

function isCopyBeside(a: Unit, b: Unit): boolean {
  const near = (x: number, y: number) => Math.abs(x - y) <= COPY_SIZE_TOLERANCE * Math.max(x, y);
  return (
    a.form === b.form &&
    a.parent === b.parent &&
    near(a.box.w, b.box.w) &&
    near(a.box.h, b.box.h) &&
    boxGap(a.box, b.box) <= Math.max(a.box.w, a.box.h)
  );
}

/** Ids of the elements that arrows are bound to. */
export function boundIds(drawing: Drawing): Set<string> {
  const ids = new Set<string>();
  for (const { element } of drawing.paths)
    if (element.type === "arrow")
      for (const binding of [element.startBinding, element.endBinding])
        if (binding) ids.add(binding.elementId);
  return ids;
}
