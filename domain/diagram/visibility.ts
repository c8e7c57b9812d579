import { blend, colourDistance, contrast, parseColour, WHITE, type Rgb } from "./colour";
import {
  areaOf,
  boxGap,
  centreOf,
  distanceToBox,
  isInside,
  overlapArea,
  type Box,
} from "./geometry";
import type { Piece } from "./pieces";

/** What is fainter nobody sees on a screen: it would reach the judge and no person. */
const MIN_OPACITY_PERCENT = 10;
/** Smaller letters can't be read at the canvas's own size: text meant for the judge alone. */
const MIN_FONT_PX = 6;
/** Below both, text and ground are one colour to the eye: the palest grey of the palette has 1.3. */
const MIN_CONTRAST = 1.25;
const MIN_COLOUR_DISTANCE = 60;
/** A picture fainter than this lets what is behind it through. */
const MIN_COVER_PERCENT = 60;
/** Off the drawing: farther from its middle half than this, and than four times that half's diagonal. */
const FAR_OFF_PX = 3000;
const FAR_OFF_DIAGONALS = 4;

/** Excalidraw's canvas in its dark theme. */
const DARK_CANVAS: Rgb = [18, 18, 18];

export type Hidden = { piece: Piece; reason: string };

/** Splits what a person sees from what they don't: hidden content must never reach the judge. */
export function splitByVisibility(pieces: readonly Piece[]): {
  visible: Piece[];
  hidden: Hidden[];
} {
  const hidden: Hidden[] = [];
  const visible: Piece[] = [];
  const ground = canvasColour(pieces);
  const fills = pieces.filter((p) => fillOf(p) !== null);
  const pictures = pieces.filter((p) => p.element.type === "image" && !isSeeThrough(p));
  const farOff = farOffTest(pieces);
  const frames = new Map(pieces.flatMap((p) => (p.element.type === "frame" ? [[p.id, p]] : [])));
  for (const piece of pieces) {
    const reason =
      faintReason(piece) ??
      (piece.element.type === "text" ? textReason(piece, fills, ground) : null) ??
      (isBehindPicture(piece, pictures) ? "behind a picture" : null) ??
      (isCutOff(piece, frames) ? "outside its frame" : null) ??
      (farOff(piece) ? "far off the drawing" : null);
    if (reason === null) visible.push(piece);
    else hidden.push({ piece, reason });
  }
  return { visible, hidden };
}

function faintReason(piece: Piece): string | null {
  const { element } = piece;
  if (element.type === "frame") return null;
  if (element.opacity < MIN_OPACITY_PERCENT) return `opacity under ${MIN_OPACITY_PERCENT}%`;
  const bare = parseColour(element.strokeColor) === null && fillOf(piece) === null;
  // A colourless box may still carry a text that is seen; an arrow or a text without colour is not.
  const isCarrier = element.type === "image" || (element.boundElements?.length ?? 0) > 0;
  return bare && !(isCarrier && element.type !== "text" && element.type !== "arrow")
    ? "no color"
    : null;
}

function textReason(piece: Piece, fills: readonly Piece[], canvas: Rgb): string | null {
  const { element } = piece;
  if (piece.fontSizePx < MIN_FONT_PX) return `letters under ${MIN_FONT_PX} px`;
  const ink = parseColour(element.strokeColor);
  if (!ink) return "no color";
  const ground = groundUnder(piece, fills, canvas);
  return isOneColour(blend(ink, ground, element.opacity), ground)
    ? "color of its background"
    : null;
}

function isOneColour(a: Rgb, b: Rgb): boolean {
  return colourDistance(a, b) < MIN_COLOUR_DISTANCE && contrast(a, b) < MIN_CONTRAST;
}

/** The smallest opaque area around the text's middle; order in the stack is not looked at. */
function groundUnder(piece: Piece, fills: readonly Piece[], canvas: Rgb): Rgb {
  const middle = centreOf(piece.box);
  let best: Piece | null = null;
  for (const fill of fills)
    if (
      fill !== piece &&
      (best === null || areaOf(fill.box) < areaOf(best.box)) &&
      distanceToBox(middle, fill.box) === 0 &&
      isInside(middle, fill.points)
    )
      best = fill;
  const colour = best && fillOf(best);
  return best && colour ? blend(colour, canvas, best.element.opacity) : canvas;
}

/** Colour of an area that covers what is below it; hatched fills let the canvas through. */
function fillOf(piece: Piece): Rgb | null {
  const { element } = piece;
  if (!piece.closed || ["text", "image", "frame"].includes(element.type)) return null;
  return element.fillStyle === "solid" ? parseColour(element.backgroundColor) : null;
}

/** White, unless most of what is drawn would then be unseen: a drawing made on a dark canvas. */
function canvasColour(pieces: readonly Piece[]): Rgb {
  let drawn = 0;
  let unseen = 0;
  for (const { element } of pieces) {
    const ink = parseColour(element.strokeColor);
    if (!ink) continue;
    drawn += 1;
    if (isOneColour(ink, WHITE)) unseen += 1;
  }
  return unseen * 2 > drawn ? DARK_CANVAS : WHITE;
}

function isSeeThrough({ element }: Piece): boolean {
  return element.opacity < MIN_COVER_PERCENT;
}

/**
 * A text that a picture covers whole. What lies above is told by the editor's own order, where both
 * have one; whether the picture itself lets anything through is not looked at.
 */
function isBehindPicture(piece: Piece, pictures: readonly Piece[]): boolean {
  const { index, type } = piece.element;
  if (type !== "text" || index === null) return false;
  return pictures.some(
    ({ element, box, points }) =>
      element.index !== null &&
      element.index > index &&
      overlapArea(piece.box, box) >= areaOf(piece.box) &&
      piece.points.every((corner) => isInside(corner, points)),
  );
}

/** The editor cuts a frame's children at its border. */
function isCutOff(piece: Piece, frames: ReadonlyMap<string, Piece>): boolean {
  const frame = piece.element.frameId === null ? undefined : frames.get(piece.element.frameId);
  return frame !== undefined && overlapArea(grown(piece.box), frame.box) === 0;
}

function grown(box: Box): Box {
  return { x: box.x - 1, y: box.y - 1, w: box.w + 2, h: box.h + 2 };
}

/** Measured from the middle half of the boxes and texts, which a few strays can't move. */
function farOffTest(pieces: readonly Piece[]): (piece: Piece) => boolean {
  const voters = pieces.filter((p) => !["line", "freedraw", "arrow"].includes(p.element.type));
  // Of three or fewer nobody can say which one is the drawing.
  if (voters.length < 4) return () => false;
  const xs = voters.map((p) => centreOf(p.box)[0]).sort((a, b) => a - b);
  const ys = voters.map((p) => centreOf(p.box)[1]).sort((a, b) => a - b);
  const at = (values: number[], share: number) =>
    values[Math.round((values.length - 1) * share)] ?? 0;
  const core: Box = {
    x: at(xs, 0.25),
    y: at(ys, 0.25),
    w: at(xs, 0.75) - at(xs, 0.25),
    h: at(ys, 0.75) - at(ys, 0.25),
  };
  const limitPx = Math.max(FAR_OFF_PX, FAR_OFF_DIAGONALS * Math.hypot(core.w, core.h));
  return (piece) => boxGap(piece.box, core) > limitPx;
}
