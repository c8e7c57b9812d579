import {
  boxOf,
  centreOf,
  cornersOf,
  diamondOf,
  distance,
  ellipseOf,
  rotatePoint,
  type Box,
  type Point,
} from "./geometry";
import type { SceneElement } from "./scene.schema";
import { turnOf } from "./whole-turn";

/** An element in the drawing's own frame: unturned, moved to the origin, rounded, in canonical order. */
export type Piece = {
  id: string;
  element: SceneElement;
  /** Closed outline of a shape, text or image; the path of an arrow, line or scribble. */
  points: Point[];
  box: Box;
  /** Whether the points surround something. */
  closed: boolean;
  /** White space collapsed; empty for all but texts and frames. */
  text: string;
  lines: number;
  fontSizePx: number;
  /** What tells apart elements that lie exactly on each other; holds no id. */
  signature: string;
};

/** Coordinates are rounded to 1/1000 px: coarser than rounding noise, finer than any threshold. */
const QUANTUM_PER_PX = 1000;

/**
 * Brings the elements into a form that does not depend on where the drawing lies, how it is turned as
 * a whole, nor how its elements are ordered or named. All later steps see only this.
 */
export function toPieces(elements: readonly SceneElement[]): Piece[] {
  const turnRad = turnOf(elements);
  const raw = elements.map((element) => ({
    element,
    points: turnBack(drawnPoints(element), turnRad),
  }));
  // Bound texts are left out: the editor keeps an arrow's label level while it turns the rest.
  const all = boxOf(raw.flatMap((r) => (isBoundText(r.element) ? [] : r.points)));
  const round = (v: number) => Math.round(v * QUANTUM_PER_PX) / QUANTUM_PER_PX;
  const textsOf = collectTexts(elements);
  return raw
    .map(({ element, points }) =>
      toPiece(
        element,
        signatureOf(element, textsOf),
        points.map((p): Point => [round(p[0] - all.x), round(p[1] - all.y)]),
      ),
    )
    .sort(comparePieces);
}

function turnBack(points: Point[], turnRad: number): Point[] {
  return turnRad === 0 ? points : points.map((p) => rotatePoint(p, [0, 0], -turnRad));
}

function isBoundText(element: SceneElement): boolean {
  return element.type === "text" && element.containerId !== null;
}

/** The words on each element: its own, and those bound to it. */
function collectTexts(elements: readonly SceneElement[]): Map<string, string> {
  const texts = new Map<string, string[]>();
  const add = (id: string, text: string) => texts.set(id, [...(texts.get(id) ?? []), text]);
  for (const e of elements)
    if (e.type === "text") {
      add(e.id, e.originalText);
      if (e.containerId !== null) add(e.containerId, e.originalText);
    }
  return new Map([...texts].map(([id, words]) => [id, words.sort().join("\n")]));
}

function signatureOf(e: SceneElement, textsOf: ReadonlyMap<string, string>): string {
  const textOf = (id: string | null | undefined) => (id ? (textsOf.get(id) ?? "") : "");
  const parts = [textOf(e.id), e.strokeStyle, e.fillStyle, String(e.opacity)];
  if (e.type === "text") parts.push(textOf(e.containerId));
  if (e.type === "arrow" || e.type === "line") {
    parts.push(e.startArrowhead ?? "", e.endArrowhead ?? "");
    parts.push(textOf(e.startBinding?.elementId), textOf(e.endBinding?.elementId));
  }
  return parts.join("\u0000");
}

function toPiece(element: SceneElement, signature: string, points: Point[]): Piece {
  const raw =
    element.type === "text"
      ? element.originalText || element.text
      : element.type === "frame"
        ? (element.name ?? "")
        : "";
  return {
    id: element.id,
    element,
    points,
    box: boxOf(points),
    closed: isClosed(element, points),
    text: raw.replace(/\s+/gu, " ").trim(),
    lines: raw.trim().split("\n").length,
    fontSizePx: element.type === "text" ? element.fontSize : 0,
    signature,
  };
}

/** The element's points as drawn on the canvas, its own angle applied about its centre. */
export function drawnPoints(element: SceneElement): Point[] {
  if ("points" in element) {
    const points = element.points.map((p): Point => [element.x + p[0], element.y + p[1]]);
    return turnAbout(points, boxOf(points), element.angle);
  }
  const box = boxOf([
    [element.x, element.y],
    [element.x + element.width, element.y + element.height],
  ]);
  const outline =
    element.type === "ellipse"
      ? ellipseOf(box)
      : element.type === "diamond"
        ? diamondOf(box)
        : cornersOf(box);
  return turnAbout(outline, box, element.angle);
}

function turnAbout(points: Point[], box: Box, angleRad: number): Point[] {
  const centre = centreOf(box);
  return angleRad === 0 ? points : points.map((p) => rotatePoint(p, centre, angleRad));
}

/**
 * A line is closed when its ends meet (Excalidraw snaps them at 8 px); a scribble when the gap that the
 * hand left is under a quarter of its size.
 */
function isClosed(element: SceneElement, points: Point[]): boolean {
  if (element.type === "arrow") return false;
  if (element.type !== "line" && element.type !== "freedraw") return true;
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last || points.length < 4) return false;
  const box = boxOf(points);
  const sizePx = Math.min(box.w, box.h);
  const gapPx = distance(first, last);
  if (element.type === "line") return element.polygon === true || gapPx <= Math.min(8, sizePx / 4);
  return sizePx > 0 && gapPx <= Math.hypot(box.w, box.h) / 4;
}

function comparePieces(a: Piece, b: Piece): number {
  return (
    a.box.y - b.box.y ||
    a.box.x - b.box.x ||
    a.box.h - b.box.h ||
    a.box.w - b.box.w ||
    compareText(a.element.type, b.element.type) ||
    compareText(a.text, b.text) ||
    a.fontSizePx - b.fontSizePx ||
    compareText(a.element.strokeColor, b.element.strokeColor) ||
    compareText(a.element.backgroundColor, b.element.backgroundColor) ||
    comparePoints(a.points, b.points) ||
    compareText(a.signature, b.signature)
  );
}

/** By code unit, so that no locale can change an order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePoints(a: readonly Point[], b: readonly Point[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const p = a[i];
    const q = b[i];
    const difference = p && q ? p[0] - q[0] || p[1] - q[1] : 0;
    if (difference) return difference;
  }
  return a.length - b.length;
}
