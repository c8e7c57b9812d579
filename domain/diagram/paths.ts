import { distance, lengthOf, type Point } from "./geometry";
import type { Piece } from "./pieces";

/** One end of an arrow, line or stroke. */
export type PathEnd = {
  point: Point;
  /** Unit vector in which the path leaves at this end. */
  outward: Point;
  hasHead: boolean;
  boundTo: string | null;
};

export type Path = {
  piece: Piece;
  points: readonly Point[];
  lengthPx: number;
  start: PathEnd;
  end: PathEnd;
  /** An arrow says "connection" even when an end is open; a plain line may be ornament. */
  isArrow: boolean;
};

/** Shorter arrows are slips of the mouse. */
const MIN_LENGTH_PX = 5;
/** A freehand stroke joins things when it goes somewhere: ends this far apart, of its length. */
const MIN_STROKE_STRAIGHTNESS = 0.6;
/** Heads that point. The others (dot, bar, crow's foot …) decide only where none of these is. */
const POINTED_HEADS = new Set(["arrow", "triangle", "triangle_outline"]);

export function toPaths(pieces: readonly Piece[]): Path[] {
  return pieces.flatMap((piece) => {
    const path = toPath(piece);
    return path ? [path] : [];
  });
}

function toPath(piece: Piece): Path | null {
  const { element, points } = piece;
  const first = points[0];
  const last = points[points.length - 1];
  const lengthPx = lengthOf(points);
  if (!first || !last || points.length < 2 || lengthPx < MIN_LENGTH_PX) return null;
  const reversed = [...points].reverse();
  if (element.type === "freedraw")
    return distance(first, last) < MIN_STROKE_STRAIGHTNESS * lengthPx
      ? null
      : {
          piece,
          points,
          lengthPx,
          start: { point: first, outward: leaving(points), hasHead: false, boundTo: null },
          end: { point: last, outward: leaving(reversed), hasHead: false, boundTo: null },
          isArrow: false,
        };
  if (element.type !== "arrow" && element.type !== "line") return null;
  const [startHead, endHead] = headsOf(element.startArrowhead, element.endArrowhead);
  return {
    piece,
    points,
    lengthPx,
    start: {
      point: first,
      outward: leaving(points),
      hasHead: startHead,
      boundTo: element.startBinding?.elementId ?? null,
    },
    end: {
      point: last,
      outward: leaving(reversed),
      hasHead: endHead,
      boundTo: element.endBinding?.elementId ?? null,
    },
    isArrow: element.type === "arrow" || startHead || endHead,
  };
}

function headsOf(start: string | null, end: string | null): [boolean, boolean] {
  const pointed: [boolean, boolean] = [
    start !== null && POINTED_HEADS.has(start),
    end !== null && POINTED_HEADS.has(end),
  ];
  return pointed[0] || pointed[1] ? pointed : [start !== null, end !== null];
}

/** Direction out of the first point, taken over a few px because a hand trembles. */
function leaving(points: readonly Point[]): Point {
  const first = points[0] ?? [0, 0];
  const next = points.find((p) => distance(p, first) > 8) ?? points[points.length - 1] ?? first;
  const length = distance(first, next);
  return length ? [(first[0] - next[0]) / length, (first[1] - next[1]) / length] : [0, 0];
}
