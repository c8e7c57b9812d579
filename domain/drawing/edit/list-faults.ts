import type { Diagram, DiagramEdge } from "../../diagram/diagram.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import { findOpenEnds } from "./find-ties";
import type { Tie } from "./find-ties";

/** Binds ends of an arrow to boxes; `words` say to which. */
export type Offer = { ties: Tie[]; words: string };

/** Something the reader can't read, or reads only by nearness, in words for who drew it. */
export type Fault = {
  /** The same for the same thing in the next reading. */
  key: string;
  what: string;
  /** To be shown on the canvas. */
  elementIds: string[];
  /** `loose`: read, but not tied; the rest is not read at all. */
  weight: "unread" | "loose";
  /** Ways to bind the open ends; more than one where nobody can say which box is meant. */
  offers: Offer[];
  /** A box that wants a name. */
  isNameless: boolean;
};

/** What to fix in a drawing before it is handed in: what is not read first. */
export function listFaults(diagram: Diagram, elements: readonly SceneElement[]): Fault[] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const names = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, label }) => [id, label || "a box"]),
  );
  const nameOfElement = new Map(
    [...diagram.nodes, ...diagram.containers].flatMap(({ label, elements: ids }) =>
      ids.map((id) => [id, label || "the box without a name"] as const),
    ),
  );
  const nameOf = (boxId: string) => nameOfElement.get(boxId) ?? "the box there";
  const elementsOf = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, elements: ids }) => [id, ids]),
  );
  const findOffers = (edge: DiagramEdge): Offer[] => {
    const readAs = edge.binding === "dangling" ? [] : [edge.from, edge.to];
    const known = readAs.flatMap((id) => elementsOf.get(id ?? "") ?? []);
    const open = edge.elements
      .flatMap((id) => byId.get(id) ?? [])
      .flatMap((arrow) => findOpenEnds(arrow, elements, known));
    const clear = open.flatMap(({ boxIds: [boxId, ...others], arrowId, end }): Tie[] =>
      boxId !== undefined && others.length === 0 ? [{ arrowId, end, boxId }] : [],
    );
    const isOneBox = new Set(clear.map(({ boxId }) => boxId)).size < clear.length;
    const targets = clear.map(({ boxId }) => nameOf(boxId));
    const sure = { ties: clear, words: `Connect to ${targets.join(" and ")}` };
    return [
      ...(clear.length > 0 && !isOneBox ? [sure] : []),
      ...open
        .filter(({ boxIds }) => boxIds.length > 1)
        .flatMap(({ boxIds, arrowId, end }) =>
          boxIds.map((boxId) => ({
            ties: [{ arrowId, end, boxId }],
            words: `Connect to ${nameOf(boxId)}`,
          })),
        ),
    ];
  };
  const arrows = diagram.edges
    .filter(({ binding }) => binding !== "bound")
    .flatMap((edge): Fault[] => {
      const isDangling = edge.binding === "dangling";
      const offers = findOffers(edge);
      // An end at an icon or at a text can't be connected any better than it is.
      if (!isDangling && offers.length === 0) return [];
      return [
        {
          key: `arrow ${edge.elements.join(" ")}`,
          what: isDangling ? describeOpen(edge, names) : describeLoose(edge, names),
          elementIds: edge.elements,
          weight: isDangling ? "unread" : "loose",
          offers,
          isNameless: false,
        },
      ];
    });
  const drawnAsArrow = new Set(
    arrows.filter(({ weight }) => weight === "unread").flatMap((arrow) => arrow.elementIds),
  );
  const others = [
    ...diagram.unreadable
      .filter(({ elementIds }) => !elementIds.some((id) => drawnAsArrow.has(id)))
      .map(({ elementIds, what }) => ({ elementIds, what: WORDS[what] ?? what })),
    ...diagram.hidden.map(({ elementIds, reason }) => ({
      elementIds,
      what: `This is invisible: ${reason}.`,
    })),
  ].map(({ elementIds, what }): Fault => {
    const isNameless = what === WORDS["box without a label"];
    const ids = elementIds.join(" ");
    return { key: `${what} ${ids}`, what, elementIds, weight: "unread", offers: [], isNameless };
  });
  const all = [...others, ...arrows];
  return [
    ...all.filter(({ weight }) => weight === "unread"),
    ...all.filter(({ weight }) => weight === "loose"),
  ];
}

/** The reader's words for what it can't read, and what to do about it. */
const WORDS: Record<string, string> = {
  "box without a label": "A box without a name. Write one into it.",
  "picture without a label": "A picture without a name. Write it just below.",
  "scribble without a label": "A scribble without a label. Write what it is next to it.",
  "line with one open end": "A line with a loose end. Lines can't be connected; draw an arrow.",
};

function describeOpen(edge: DiagramEdge, names: ReadonlyMap<string, string>): string {
  const [from, to] = [names.get(edge.from ?? ""), names.get(edge.to ?? "")];
  if (from !== undefined) return `The arrow from ${from} has no end.`;
  if (to !== undefined) return `The arrow to ${to} has no start.`;
  return "An arrow with two open ends.";
}

function describeLoose(edge: DiagramEdge, names: ReadonlyMap<string, string>): string {
  const [from, to] = [names.get(edge.from ?? ""), names.get(edge.to ?? "")];
  return `${from ?? "?"} to ${to ?? "?"} is a guess from distance: the arrow isn't connected.`;
}
