import { areaOf, centreOf, isInside, shareWithin, type Point } from "./geometry";
import type { Piece } from "./pieces";
import type { Drawing, Unit } from "./units";

/** A thing lies in a box when its middle does and this share of it; one that sits astride doesn't. */
const SHARE_INSIDE = 0.75;
/** A text may run over the border of its box. */
const TEXT_SHARE_INSIDE = 0.5;
/** The outer of two must be larger by this, or they are two outlines of one thing. */
const MIN_AREA_RATIO = 1.05;

/** Gives every unit its parent (frame first, else the smallest unit around it) and its free texts. */
export function nest(drawing: Drawing): void {
  const bySize = [...drawing.units].sort((a, b) => areaOf(a.box) - areaOf(b.box));
  for (const unit of bySize) {
    unit.parent = parentOf(unit, bySize);
    unit.parent?.children.push(unit);
  }
  for (const text of drawing.freeTexts) holderOf(text, bySize)?.texts.push(text);
}

function parentOf(unit: Unit, bySize: readonly Unit[]): Unit | null {
  const frameId = unit.pieces[0]?.element.frameId ?? null;
  const frame = bySize.find((u) => u.form === "frame" && u.pieces[0]?.id === frameId);
  const area = areaOf(unit.box);
  const middle = centreOf(unit.box);
  const enclosing = bySize.find(
    (other) =>
      other !== unit &&
      other.canHold &&
      areaOf(other.box) >= MIN_AREA_RATIO * area &&
      shareWithin(unit.box, other.box) >= SHARE_INSIDE &&
      isInside(middle, other.outline) &&
      (!frame || other.pieces[0]?.element.frameId === frameId),
  );
  return enclosing ?? (frame === unit ? null : (frame ?? null));
}

/** The smallest unit that a free text lies in. */
export function holderOf(text: Piece, bySize: readonly Unit[]): Unit | null {
  const middle: Point = centreOf(text.box);
  return (
    bySize.find(
      (u) =>
        u.canHold &&
        shareWithin(text.box, u.box) >= TEXT_SHARE_INSIDE &&
        isInside(middle, u.outline),
    ) ?? null
  );
}
