import {
  areaOf,
  centreOf,
  cornersOf,
  distanceToBox,
  isInside,
  shareWithin,
  unionBox,
  type Box,
} from "./geometry";
import type { Piece } from "./pieces";

/** Icons of the public libraries are at most this large at a 20 px font. */
const SMALL_ICON_PX = 150;
/** A piece that covers this share of the group's box is its body, the rest sits on it. */
const BODY_SHARE = 0.8;

/** A group that reads as one component. `outline` is a true border only when `hasBody`. */
export type Icon = {
  pieces: Piece[];
  outline: Piece["points"];
  box: Box;
  hasBody: boolean;
  isSmall: boolean;
  label: Piece | null;
  labelIsCaption: boolean;
  otherTexts: Piece[];
};

type Group = { id: string; members: Piece[] };
type Context = {
  groups: ReadonlyMap<string, Group>;
  freeTexts: readonly Piece[];
  /** Every element there is: a binding may name one that was deleted. */
  ids: ReadonlySet<string>;
  /** The drawing's letters against 20 px. */
  scale: number;
};

/**
 * Finds the groups that are one picture: of each element's groups the outermost that qualifies. A group
 * made only to move things together holds several labelled things and falls apart.
 *
 * @param scale the drawing's letters against 20 px
 */
export function findIcons(pieces: readonly Piece[], scale: number): Icon[] {
  const groups = collectGroups(pieces);
  const freeTexts = pieces.filter((p) => isLooseText(p) && p.element.groupIds.length === 0);
  const context: Context = { groups, freeTexts, ids: new Set(pieces.map((p) => p.id)), scale };
  const verdicts = new Map<string, boolean>();
  const isIcon = (group: Group) => {
    const verdict = verdicts.get(group.id) ?? readsAsOne(group, context);
    verdicts.set(group.id, verdict);
    return verdict;
  };
  const chosen = new Map<string, Group>();
  for (const piece of pieces)
    for (const id of [...piece.element.groupIds].reverse()) {
      const group = groups.get(id);
      if (!group || !isIcon(group)) continue;
      chosen.set(id, group);
      break;
    }
  return [...chosen.values()].map((group) => toIcon(group, scale));
}

function collectGroups(pieces: readonly Piece[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const piece of pieces)
    for (const id of new Set(piece.element.groupIds)) {
      const group = groups.get(id) ?? { id, members: [] };
      group.members.push(piece);
      groups.set(id, group);
    }
  return groups;
}

export function isText(piece: Piece): boolean {
  return piece.element.type === "text";
}

/** A name needs a letter or a digit: "{}" and "</>" are pictures. */
export function isWord(piece: Piece): boolean {
  return /[\p{L}\p{N}]/u.test(piece.text);
}

function isLooseText(piece: Piece): boolean {
  return piece.element.type === "text" && piece.element.containerId === null;
}

function isFigure(piece: Piece): boolean {
  return !isText(piece) && piece.element.type !== "arrow";
}

function readsAsOne(group: Group, context: Context): boolean {
  const { members } = group;
  const figures = members.filter(isFigure);
  if (members.length < 2 || figures.length === 0) return false;
  if (members.some((m) => m.element.type === "frame") || reachesOut(members, context.ids))
    return false;
  const words = members.filter((m) => isText(m) && isWord(m) && !labelsAnArrow(m, members));
  if (words.length === 0 && isJustLines(figures)) return false;
  if (labelledFromOutside(figures, context.freeTexts) > 1) return false;
  const boxed = words.filter((w) => !isLooseText(w));
  if (boxed.length > 1) return false;
  if (words.length <= 1 || isSmall(figures, context.scale)) return true;
  return isCaptioned(group, words, context) || isOneBox(figures, words);
}

/** A few open lines may be grouped because they are one connection. */
function isJustLines(figures: readonly Piece[]): boolean {
  return figures.length <= 3 && figures.every((f) => f.element.type === "line" && !f.closed);
}

function labelsAnArrow(text: Piece, members: readonly Piece[]): boolean {
  const { element } = text;
  return (
    element.type === "text" &&
    members.some((m) => m.id === element.containerId && m.element.type === "arrow")
  );
}

/** An arrow that leaves the group joins components, so it is no part of a picture. */
function reachesOut(members: readonly Piece[], existing: ReadonlySet<string>): boolean {
  const own = new Set(members.map((m) => m.id));
  return members.some(({ element }) => {
    if (element.type !== "arrow") return false;
    const ends = [element.startBinding, element.endBinding].flatMap((b) => b?.elementId ?? []);
    return ends.some((id) => existing.has(id) && !own.has(id)) && ends.some((id) => own.has(id));
  });
}

function labelledFromOutside(figures: readonly Piece[], freeTexts: readonly Piece[]): number {
  const holders = new Set<Piece>();
  for (const text of freeTexts) {
    const middle = centreOf(text.box);
    const [holder] = figures
      .filter((f) => f.closed && distanceToBox(middle, f.box) === 0 && isInside(middle, f.points))
      .sort((a, b) => areaOf(a.box) - areaOf(b.box));
    if (holder) holders.add(holder);
  }
  return holders.size;
}

function isSmall(figures: readonly Piece[], scale: number): boolean {
  const box = unionBox(figures.map((f) => f.box));
  return Math.max(box.w, box.h) <= SMALL_ICON_PX * scale;
}

/** One text of the group itself beside one inner group that is a picture, letters in it or not. */
function isCaptioned(group: Group, words: readonly Piece[], context: Context): boolean {
  const own = words.filter((w) => w.element.groupIds[0] === group.id);
  if (own.length !== 1) return false;
  const inner = new Set(words.filter((w) => w !== own[0]).map((w) => childGroup(w, group.id)));
  const [only] = inner;
  const child = only === undefined || only === null ? undefined : context.groups.get(only);
  return (
    inner.size === 1 &&
    child !== undefined &&
    isSmall(child.members.filter(isFigure), context.scale)
  );
}

function childGroup(piece: Piece, groupId: string): string | null {
  const at = piece.element.groupIds.indexOf(groupId);
  return at > 0 ? (piece.element.groupIds[at - 1] ?? null) : null;
}

/** A box with a title and details: no text has a smaller figure to itself. */
function isOneBox(figures: readonly Piece[], words: readonly Piece[]): boolean {
  const body = bodyOf(figures);
  if (!body) return false;
  return words.every((word) => {
    const holders = figures.filter((f) => f.closed && isInside(centreOf(word.box), f.points));
    return holders.every((h) => areaOf(h.box) >= BODY_SHARE * BODY_SHARE * areaOf(body.box));
  });
}

/** The figure that covers the group's box, if one does. */
function bodyOf(figures: readonly Piece[]): Piece | null {
  const whole = areaOf(unionBox(figures.map((f) => f.box)));
  const [largest] = figures.filter((f) => f.closed).sort((a, b) => areaOf(b.box) - areaOf(a.box));
  return largest && areaOf(largest.box) >= BODY_SHARE * whole ? largest : null;
}

function toIcon(group: Group, scale: number): Icon {
  const figures = group.members.filter(isFigure);
  const body = bodyOf(figures);
  const box = unionBox(figures.map((f) => f.box));
  const words = group.members.filter((m) => isText(m) && isWord(m));
  const isOutside = (w: Piece) => shareWithin(w.box, box) < 0.5;
  const ranked = [...words].sort(
    (a, b) =>
      Number(isOutside(b)) - Number(isOutside(a)) ||
      a.element.groupIds.indexOf(group.id) - b.element.groupIds.indexOf(group.id) ||
      b.fontSizePx - a.fontSizePx ||
      words.indexOf(a) - words.indexOf(b),
  );
  const label = ranked[0] ?? null;
  return {
    pieces: group.members,
    outline: body ? body.points : cornersOf(box),
    box,
    hasBody: body !== null,
    isSmall: isSmall(figures, scale),
    label,
    labelIsCaption: label !== null && isOutside(label),
    otherTexts: ranked.slice(1),
  };
}
