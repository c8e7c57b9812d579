import { areaOf, boxGap, overlapArea, unionBox, type Box, type Point } from "./geometry";
import { findIcons, isText, isWord, type Icon } from "./groups";
import type { Piece } from "./pieces";

/** Something that may become a component or a boundary. The steps of the reader fill it in. */
export type Unit = {
  form: "box" | "icon" | "image" | "scribble" | "frame" | "text";
  pieces: Piece[];
  outline: readonly Point[];
  box: Box;
  /** Whether others may lie inside it: its outline is really drawn. */
  canHold: boolean;
  isSmall: boolean;
  label: string;
  labelPieces: Piece[];
  /** A caption beside the body, as against a text on it. */
  hasCaption: boolean;
  /** Further texts inside a component, beyond its label. */
  notes: string[];
  /** Free texts that lie directly inside. */
  texts: Piece[];
  parent: Unit | null;
  children: Unit[];
  isContainer: boolean;
  /** A container of components that are bare texts. */
  isTextOnlyContainer: boolean;
  /** The unit this one is a mere part or picture of. */
  partOf: Unit | null;
};

export type Drawing = {
  units: Unit[];
  /** Texts that belong to nothing yet. */
  freeTexts: Piece[];
  /** Arrows, open lines and strokes that are no part of a picture. */
  paths: Piece[];
  /** Texts bound to an arrow, by the arrow's id. */
  arrowTexts: Map<string, Piece>;
  unitOf: Map<string, Unit>;
  /** The drawing's letters against Excalidraw's usual 20 px, 1 to 3: distances grow with it. */
  scale: number;
};

/** Two same-sized boxes whose common part is this share of one are drawn as a stack. */
const STACK_OVERLAP = 0.5;
const STACK_SIZE_TOLERANCE = 0.15;
/** Strokes nearer than this are one scribble. */
const SCRIBBLE_GAP_PX = 10;

/** Sorts the visible pieces into units, free texts and paths. */
export function toDrawing(pieces: readonly Piece[]): Drawing {
  const scale = scaleOf(pieces);
  const icons = findIcons(pieces, scale);
  const taken = new Set(icons.flatMap((icon) => icon.pieces));
  const rest = pieces.filter((p) => !taken.has(p));
  const byId = new Map(pieces.map((p) => [p.id, p]));
  const units = icons.map(fromIcon);
  const scribbles: Piece[] = [];
  const drawing: Drawing = {
    units,
    freeTexts: [],
    paths: [],
    arrowTexts: new Map(),
    unitOf: new Map(),
    scale,
  };
  for (const piece of rest) {
    const { type } = piece.element;
    if (type === "text") continue;
    if (type === "arrow" || (type === "line" && !piece.closed)) drawing.paths.push(piece);
    else if (type === "freedraw") scribbles.push(piece);
    else units.push(fromShape(piece));
  }
  addScribbles(drawing, scribbles);
  for (const unit of units) for (const p of unit.pieces) drawing.unitOf.set(p.id, unit);
  for (const piece of rest) if (isText(piece)) placeText(piece, byId, drawing);
  joinStacks(drawing);
  return drawing;
}

function scaleOf(pieces: readonly Piece[]): number {
  const sizes = pieces.filter(isText).map((p) => p.fontSizePx);
  sizes.sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 20;
  return Math.min(3, Math.max(1, median / 20));
}

function blank(form: Unit["form"], pieces: Piece[], outline: readonly Point[], box: Box): Unit {
  return {
    form,
    pieces,
    outline,
    box,
    canHold: true,
    isSmall: false,
    label: "",
    labelPieces: [],
    hasCaption: false,
    notes: [],
    texts: [],
    parent: null,
    children: [],
    isContainer: false,
    isTextOnlyContainer: false,
    partOf: null,
  };
}

function fromIcon(icon: Icon): Unit {
  const unit = blank("icon", [...icon.pieces], icon.outline, icon.box);
  unit.canHold = icon.hasBody;
  unit.isSmall = icon.isSmall;
  unit.hasCaption = icon.labelIsCaption;
  if (icon.label) setLabel(unit, [icon.label]);
  // Letters inside a small picture are part of the picture.
  if (!icon.isSmall) unit.notes = icon.otherTexts.map((t) => t.text);
  return unit;
}

function fromShape(piece: Piece): Unit {
  const { type } = piece.element;
  const form = type === "image" || type === "frame" ? type : type === "line" ? "scribble" : "box";
  const unit = blank(form, [piece], piece.points, piece.box);
  unit.canHold = type !== "image";
  if (type === "frame") {
    unit.label = piece.text;
    unit.isContainer = true;
  }
  return unit;
}

/** A text alone that counts as a component. */
function fromText(piece: Piece): Unit {
  const unit = blank("text", [piece], piece.points, piece.box);
  unit.canHold = false;
  setLabel(unit, [piece]);
  return unit;
}

/** Makes a free text a component of its own, inside `parent`. */
export function standAlone(drawing: Drawing, text: Piece, parent: Unit | null): Unit {
  const unit = fromText(text);
  unit.parent = parent;
  parent?.children.push(unit);
  if (parent) parent.texts = parent.texts.filter((t) => t !== text);
  drawing.units.push(unit);
  drawing.unitOf.set(text.id, unit);
  drawing.freeTexts = drawing.freeTexts.filter((t) => t !== text);
  return unit;
}

export function setLabel(unit: Unit, texts: readonly Piece[]): void {
  unit.label = texts.map((t) => t.text).join(" ");
  unit.labelPieces = [...texts];
  for (const text of texts) if (!unit.pieces.includes(text)) unit.pieces.push(text);
}

/** Strokes that touch are one scribble; a single open stroke may be a connection. */
function addScribbles(drawing: Drawing, strokes: readonly Piece[]): void {
  const left = new Set(strokes);
  for (const stroke of strokes) {
    if (!left.delete(stroke)) continue;
    const cluster = [stroke];
    for (let i = 0; i < cluster.length; i++)
      for (const other of [...left])
        if (boxGap(other.box, cluster[i]?.box ?? stroke.box) <= SCRIBBLE_GAP_PX) {
          cluster.push(other);
          left.delete(other);
        }
    if (cluster.length === 1 && !stroke.closed) drawing.paths.push(stroke);
    else drawing.units.push(fromStrokes(cluster));
  }
}

function fromStrokes(strokes: Piece[]): Unit {
  const box = unionBox(strokes.map((s) => s.box));
  const [largest] = [...strokes].sort((a, b) => areaOf(b.box) - areaOf(a.box));
  const { x, y, w, h } = box;
  const frame: Point[] = [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
  const isLoop = largest?.closed === true && areaOf(largest.box) > 0.8 * areaOf(box);
  return blank("scribble", strokes, isLoop ? largest.points : frame, box);
}

/** A bound text goes to its shape or arrow; one whose holder is gone is free. */
function placeText(piece: Piece, byId: ReadonlyMap<string, Piece>, drawing: Drawing): void {
  const { element } = piece;
  const holder =
    element.type === "text" && element.containerId !== null
      ? byId.get(element.containerId)
      : undefined;
  if (holder?.element.type === "arrow") {
    if (isWord(piece)) drawing.arrowTexts.set(holder.id, piece);
    return;
  }
  const unit = holder && drawing.unitOf.get(holder.id);
  if (unit) {
    drawing.unitOf.set(piece.id, unit);
    if (unit.label === "" && piece.text !== "") setLabel(unit, [piece]);
    else unit.pieces.push(piece);
  } else if (piece.text !== "") drawing.freeTexts.push(piece);
}

/** Copies drawn behind a box to say "several of it" are part of the box. */
function joinStacks(drawing: Drawing): void {
  const boxes = drawing.units.filter((u) => u.form === "box" || u.form === "scribble");
  for (const front of boxes)
    for (const copy of boxes) {
      if (front === copy || front.partOf || copy.partOf || copy.label !== "") continue;
      if (!isCopy(front, copy)) continue;
      absorb(front, copy);
    }
  drawing.units = drawing.units.filter((u) => u.partOf === null);
  for (const unit of drawing.units) for (const p of unit.pieces) drawing.unitOf.set(p.id, unit);
}

function isCopy(a: Unit, b: Unit): boolean {
  const near = (x: number, y: number) => Math.abs(x - y) <= STACK_SIZE_TOLERANCE * Math.max(x, y);
  return (
    a.pieces[0]?.element.type === b.pieces[0]?.element.type &&
    near(a.box.w, b.box.w) &&
    near(a.box.h, b.box.h) &&
    overlapArea(a.box, b.box) >= STACK_OVERLAP * Math.min(areaOf(a.box), areaOf(b.box))
  );
}

/** Makes `part` a part of `whole`: its pieces light up with it, arrows to it lead to the whole. */
export function absorb(whole: Unit, part: Unit): void {
  part.partOf = whole;
  for (const piece of part.pieces) if (!whole.pieces.includes(piece)) whole.pieces.push(piece);
}
