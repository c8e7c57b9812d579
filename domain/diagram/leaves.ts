import { areaOf, boxGap, centreOf, overlapX, shareWithin } from "./geometry";
import { boundIds, takeText } from "./captions";
import { isWord } from "./groups";
import type { Piece } from "./pieces";
import { hugsCorner, isOutsideTitle } from "./titles";
import { absorb, setLabel, type Drawing, type Unit } from "./units";

/** A nameless figure smaller than this inside a boundary is ornament. */
const ORNAMENT_PX = 30;
/** A nameless outline around one component that fills this share of it is a double border. */
const DOUBLE_BORDER_SHARE = 0.5;
/** A title and at least three things. */
const MIN_SHELF_TEXTS = 4;
const MAX_ITEM_CHARS = 30;
/** A loose figure that lies this far over a named box (the lid of a cylinder) is part of it. */
const LID_SHARE = 0.3;

/** Names the childless boxes by the free text inside them. */
export function labelFromInside(drawing: Drawing): void {
  const bound = boundIds(drawing);
  for (const unit of drawing.units) {
    if (unit.children.length > 0 || unit.form === "frame" || isTextOnlyContainer(unit, bound))
      continue;
    nameByTexts(drawing, unit);
  }
}

/**
 * A box that holds components which are bare texts, and is none: the texts are joined by arrows one by
 * one, or are many, short and strewn about. In one column they are a list of details.
 */
function isTextOnlyContainer(unit: Unit, bound: ReadonlySet<string>): boolean {
  const words = unit.texts.filter(isWord);
  if (words.filter((t) => bound.has(t.id)).length > 1) return true;
  const items = words.filter((t) => t.text.length <= MAX_ITEM_CHARS);
  if (unit.label !== "" || items.length < MIN_SHELF_TEXTS || items.length < words.length)
    return false;
  const lefts = items.map((t) => Math.round(t.box.x / t.fontSizePx));
  const middles = items.map((t) => Math.round(centreOf(t.box)[0] / t.fontSizePx));
  return new Set(lefts).size > 2 && new Set(middles).size > 2;
}

/** The largest text with what continues it is the label, when there is none; others are notes. */
function nameByTexts(drawing: Drawing, unit: Unit): void {
  const words = unit.texts.filter(isWord);
  const label = unit.label === "" ? titleLines(words) : [];
  if (label.length > 0) setLabel(unit, label);
  for (const text of [...unit.texts]) {
    if (!label.includes(text)) unit.notes.push(text.text);
    if (!unit.pieces.includes(text)) unit.pieces.push(text);
    takeText(drawing, text, unit);
  }
}

/** A name may have been typed as several texts, one a line. */
function titleLines(texts: readonly Piece[]): Piece[] {
  const [main] = [...texts].sort((a, b) => b.fontSizePx - a.fontSizePx || a.box.y - b.box.y);
  if (!main) return [];
  const lines = [main];
  for (const text of texts) {
    const last = lines[lines.length - 1] ?? main;
    const isNext =
      text !== main &&
      text.box.y >= last.box.y + last.box.h / 2 &&
      boxGap(text.box, last.box) <= main.fontSizePx / 2 &&
      overlapX(text.box, last.box) > 0 &&
      Math.abs(text.fontSizePx - main.fontSizePx) <= main.fontSizePx / 10;
    if (isNext) lines.push(text);
  }
  return lines;
}

/**
 * From the smallest up: what holds named things is a container, anything else takes its inner pictures
 * as parts.
 */
export function mergePartsIntoWholes(drawing: Drawing): void {
  const bound = boundIds(drawing);
  const isBound = (unit: Unit) => unit.pieces.some((p) => bound.has(p.id));
  const bySize = [...drawing.units].sort((a, b) => areaOf(a.box) - areaOf(b.box));
  for (const unit of bySize) {
    if (unit.partOf || (unit.children.length === 0 && !isTextOnlyContainer(unit, bound))) continue;
    const kids = unit.children.filter((c) => !c.partOf);
    const named = kids.filter(
      (c) => c.isContainer || (c.label !== "" && !isLogo(c, unit, isBound)),
    );
    const holdsAnonymous = unit.label === "" && unit.texts.length === 0 && kids.some(isBound);
    if (
      unit.form === "frame" ||
      named.length > 0 ||
      holdsAnonymous ||
      isTextOnlyContainer(unit, bound)
    ) {
      unit.isContainer = true;
      unit.isTextOnlyContainer = named.length === 0 && isTextOnlyContainer(unit, bound);
      for (const kid of kids) if (isOrnament(kid, unit, drawing.scale, isBound)) absorb(unit, kid);
    } else {
      for (const kid of kids) absorb(unit, kid);
      nameByTexts(drawing, unit);
    }
    if (!drawing.freeTexts.some((t) => isOutsideTitle(t, unit))) dropDoubleBorder(unit, named);
    unit.children = unit.children.filter((c) => !c.partOf);
  }
  drawing.units = drawing.units.filter((u) => u.partOf === null);
}

/** Ungrouped figures that lie over the border of a named box complete its picture. */
export function attachLids(drawing: Drawing): void {
  const named = drawing.units.filter((u) => u.label !== "" && !u.isContainer && u.form === "box");
  for (const lid of drawing.units) {
    if (lid.label !== "" || lid.isContainer || lid.form === "frame" || lid.form === "image")
      continue;
    const body = named.find(
      (u) =>
        u.parent === lid.parent &&
        areaOf(lid.box) < areaOf(u.box) &&
        shareWithin(lid.box, u.box) >= LID_SHARE,
    );
    if (body) absorb(body, lid);
  }
  drawing.units = drawing.units.filter((u) => u.partOf === null);
  for (const unit of drawing.units) unit.children = unit.children.filter((c) => !c.partOf);
}

/** Letters in a small picture inside a named box are a logo. */
function isLogo(kid: Unit, outer: Unit, isBound: (unit: Unit) => boolean): boolean {
  return (
    (outer.label !== "" || outer.texts.length === 1) &&
    kid.form === "icon" &&
    kid.isSmall &&
    !kid.hasCaption &&
    !kid.isContainer &&
    outer.children.length === 1 &&
    areaOf(outer.box) < 12 * areaOf(kid.box) &&
    !isBound(kid)
  );
}

function isOrnament(
  kid: Unit,
  outer: Unit,
  scale: number,
  isBound: (unit: Unit) => boolean,
): boolean {
  if (kid.label !== "" || kid.isContainer || kid.form === "frame" || isBound(kid)) return false;
  const isTiny = Math.max(kid.box.w, kid.box.h) <= ORNAMENT_PX * scale;
  return isTiny || (kid.form !== "box" && hugsCorner(kid.box, outer.box));
}

function dropDoubleBorder(unit: Unit, named: readonly Unit[]): void {
  const [only] = named;
  if (!only || named.length !== 1 || unit.label !== "" || unit.texts.length > 0) return;
  if (unit.form === "frame" || unit.children.filter((c) => !c.partOf).length !== 1) return;
  if (areaOf(only.box) < DOUBLE_BORDER_SHARE * areaOf(unit.box)) return;
  absorb(only, unit);
  only.parent = unit.parent;
  if (unit.parent) unit.parent.children.push(only);
  unit.isContainer = false;
}
