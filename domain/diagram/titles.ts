import { centreOf, isInside, overlapX, shareWithin, type Box } from "./geometry";
import { takeText } from "./captions";
import { isWord } from "./groups";
import type { Piece } from "./pieces";
import { absorb, setLabel, standAlone, type Drawing, type Unit } from "./units";

/** A title outside its boundary stands this close to it, in heights of its letters. */
const GAP_OUTSIDE_EM = 1.5;
/** A title inside lies in this strip along the upper or lower border. */
const STRIP_EM = 4;
const STRIP_SHARE = 0.2;

/** Names the boundaries that have no bound text, the best pair first: by a text, else by a badge. */
export function matchTitles(drawing: Drawing): void {
  const open = drawing.units.filter((u) => u.isContainer && u.label === "" && u.form !== "frame");
  const pairs = open.flatMap((unit) =>
    drawing.freeTexts.filter(isWord).flatMap((text) => {
      const cost = titleCost(text, unit);
      return cost === null ? [] : [{ unit, text, cost }];
    }),
  );
  pairs.sort((a, b) => a.cost - b.cost);
  const taken = new Set<Unit | Piece>();
  for (const { unit, text } of pairs) {
    if (taken.has(unit) || taken.has(text)) continue;
    taken.add(unit).add(text);
    setLabel(unit, [text]);
    takeText(drawing, text, unit);
  }
  for (const unit of open) if (unit.label === "") matchBadge(drawing, unit);
  for (const unit of drawing.units.filter((u) => u.isTextOnlyContainer))
    for (const text of unit.texts.filter(isWord)) standAlone(drawing, text, unit);
  drawing.units = drawing.units.filter((u) => u.partOf === null);
  for (const unit of drawing.units) unit.children = unit.children.filter((c) => !c.partOf);
}

/** Small is good; null when the text can't be the title of this boundary. */
function titleCost(text: Piece, unit: Unit): number | null {
  const { box } = unit;
  const em = text.fontSizePx;
  const share = shareWithin(text.box, box);
  const commonWidth = overlapX(text.box, box) / Math.min(text.box.w, box.w);
  if (commonWidth < 0.5) return null;
  const fromTop = (text.box.y - box.y) / em;
  const fromBottom = (box.y + box.h - (text.box.y + text.box.h)) / em;
  if (share >= 0.95) {
    if (!unit.texts.includes(text)) return null;
    const strip = Math.max(STRIP_EM, (STRIP_SHARE * box.h) / em);
    if (fromTop <= strip) return Math.max(0, fromTop) / 10;
    if (fromBottom <= strip) return 1 + Math.max(0, fromBottom) / 10;
    return unit.texts.length === 1 ? 2.5 : null;
  }
  const isAstride = share > 0.05;
  if (isAstride) return fromTop < 0 ? 0.1 : fromBottom < 0 ? 1.1 : 0.9;
  const above = (box.y - (text.box.y + text.box.h)) / em;
  if (above >= -0.5 && above <= GAP_OUTSIDE_EM) return 0.08 + Math.max(0, above) / 10;
  const below = (text.box.y - (box.y + box.h)) / em;
  if (below >= -0.5 && below <= GAP_OUTSIDE_EM) return 1.08 + Math.max(0, below) / 10;
  return null;
}

/** Whether a text outside a box, near its border, could be the box's title. */
export function isOutsideTitle(text: Piece, unit: Unit): boolean {
  return (
    isWord(text) && !isInside(centreOf(text.box), unit.outline) && titleCost(text, unit) !== null
  );
}

/**
 * Names boxes by the icon and title that cloud vendors' boundaries carry in a corner. Before boxes are
 * told from boundaries, since without this badge nothing may be left inside.
 */
export function matchCornerBadges(drawing: Drawing): void {
  for (const unit of drawing.units)
    if (unit.label === "" && unit.canHold && unit.form !== "frame") {
      const badge = unit.children.find(
        (c) => !c.partOf && c.label !== "" && c.form !== "box" && isOnCorner(c, unit),
      );
      if (badge) nameByBadge(drawing, unit, badge);
    }
  drawing.units = drawing.units.filter((u) => u.partOf === null);
  for (const unit of drawing.units) unit.children = unit.children.filter((c) => !c.partOf);
}

/** Whether a picture fills a corner of a box, as ornament of the box. */
export function hugsCorner(inner: Box, outer: Box): boolean {
  const slack = Math.max(inner.w, inner.h) / 3;
  const left = inner.x - outer.x;
  const right = outer.x + outer.w - inner.x - inner.w;
  const top = inner.y - outer.y;
  const bottom = outer.y + outer.h - inner.y - inner.h;
  const isSmall = inner.w <= outer.w / 3 && inner.h <= outer.h / 2;
  return isSmall && Math.min(left, right) <= slack && Math.min(top, bottom) <= slack;
}

function isNamedBeside(badge: Unit): boolean {
  const [text] = badge.labelPieces;
  return badge.hasCaption && text !== undefined && overlapX(text.box, badge.box) <= 0;
}

/** An icon with a caption that sits on a corner of the boundary names it. */
function matchBadge(drawing: Drawing, unit: Unit): void {
  const badge = drawing.units.find(
    (u) =>
      u !== unit && !u.isContainer && u.label !== "" && u.form !== "box" && isOnCorner(u, unit),
  );
  if (badge) nameByBadge(drawing, unit, badge);
}

function nameByBadge(drawing: Drawing, unit: Unit, badge: Unit): void {
  unit.label = badge.label;
  unit.labelPieces = badge.labelPieces;
  absorb(unit, badge);
  for (const piece of badge.pieces) drawing.unitOf.set(piece.id, unit);
}

/** Astride the border; one that lies inside has to hug a corner, its name beside it. */
function isOnCorner(badge: Unit, unit: Unit): boolean {
  const share = shareWithin(badge.box, unit.box);
  if (share <= 0.02) return false;
  if (share >= 0.9) return hugsCorner(badge.box, unit.box) && isNamedBeside(badge);
  const [cx, cy] = centreOf(badge.box);
  const { x, y, w, h } = unit.box;
  const reach = Math.max(badge.box.w, badge.box.h);
  const toSide = Math.min(Math.abs(cx - x), Math.abs(cx - x - w));
  const toEdge = Math.min(Math.abs(cy - y), Math.abs(cy - y - h));
  return toSide <= reach && toEdge <= reach && badge.box.w < w / 2 && badge.box.h < h / 2;
}
