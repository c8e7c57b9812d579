import type {
  Diagram,
  DiagramContainer,
  DiagramEdge,
  DiagramNode,
} from "#domain/diagram/diagram.schema";
import { nameDiagramParts } from "./name-parts";
import type { DrawnPart } from "./name-parts";

/**
 * What became of a part of a drawing. Rerouted: an arrow that starts or ends elsewhere or points another
 * way. Moved: into another boundary, or out of one.
 */
export type ChangeKind = "added" | "removed" | "renamed" | "rerouted" | "moved";

export type DrawingChange = {
  /** Unique within one comparison. */
  id: string;
  kind: ChangeKind;
  part: DrawnPart["kind"];
  /** Null where it was added. */
  before: SeenPart | null;
  /** Null where it was removed. */
  after: SeenPart | null;
};

/** Its name, and the scene elements that make it up. `within`: the boundary, of what was moved. */
type SeenPart = { name: string; elementIds: string[]; within: string | null };

type Place = DiagramNode | DiagramContainer;
type Drawn = { id: string; elements: string[] };
/** From the parts of the earlier drawing to those of the later, by id. */
type Pairs = Map<string, string>;

const ORDER: ChangeKind[] = ["added", "removed", "renamed", "rerouted", "moved"];

/**
 * How a drawing differs from an earlier one, part by part. A part is the same where an element of it is:
 * a retry keeps them. Of two drawings from nothing, parts of the same name are, then the only ones of
 * their kind, and arrows between the same ends. Pure; the work grows with the number of parts.
 */
export function diffDrawings(before: Diagram, after: Diagram): DrawingChange[] {
  const places = pairPlaces(listPlaces(before), listPlaces(after));
  const edges = pairEdges(before.edges, after.edges, places);
  const notes = pairBy(before.annotations, after.annotations, [
    ...byElements(before.annotations, after.annotations),
    bySame(({ text }) => fold(text)),
  ]);
  const sides = { before: nameAll(before), after: nameAll(after) };
  const changes = [
    ...listChanges(listPlaces(before), listPlaces(after), places, sides, (one, other) =>
      changeOfPlace(one, other, places),
    ),
    ...listChanges(before.edges, after.edges, edges, sides, (one, other) =>
      changeOfEdge(one, other, places),
    ),
    ...listChanges(before.annotations, after.annotations, notes, sides, (one, other) =>
      one.text === other.text ? null : "renamed",
    ),
  ];
  return changes
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map((change, index) => ({ ...change, id: `d${index + 1}` }));
}

/** Boxes and boundaries: a box becomes a boundary when something is drawn into it. */
function listPlaces({ nodes, containers }: Diagram): Place[] {
  return [...nodes, ...containers];
}

function pairPlaces(before: Place[], after: Place[]): Pairs {
  const byId = byElements(before, after);
  const byName = bySame<Place>(({ label }) => fold(label));
  const pairs = pairBy(before, after, [...byId, byName]);
  // Drawn from nothing: the one cache of each is the cache, whatever it is called.
  if (!sharesElements(before, after)) pairOnlyOfKind(before, after, pairs);
  return pairs;
}

function sharesElements(before: readonly Drawn[], after: readonly Drawn[]): boolean {
  const known = new Set(before.flatMap(({ elements }) => elements));
  return after.some(({ elements }) => elements.some((id) => known.has(id)));
}

/** Pairs what is the only one of its kind on each side, of what has no pair yet. */
function pairOnlyOfKind(before: readonly Place[], after: readonly Place[], pairs: Pairs): void {
  const taken = new Set(pairs.values());
  const loneOf = (places: readonly Place[]) => {
    const byKind = new Map<string, Place[]>();
    for (const place of places) {
      if (place.kind !== null) byKind.set(place.kind, [...(byKind.get(place.kind) ?? []), place]);
    }
    return new Map(
      [...byKind].flatMap(([kind, [one, ...more]]) =>
        one && more.length === 0 ? [[kind, one] as const] : [],
      ),
    );
  };
  const lone = loneOf(after.filter(({ id }) => !taken.has(id)));
  for (const [kind, one] of loneOf(before.filter(({ id }) => !pairs.has(id)))) {
    const other = lone.get(kind);
    if (other) pairs.set(one.id, other.id);
  }
}

/** A rule gives each part a key; parts of the same key are pairs, in their order. Null has none. */
type Rule<Part> = { before: (part: Part) => string | null; after: (part: Part) => string | null };

function bySame<Part>(keyOf: (part: Part) => string | null): Rule<Part> {
  return { before: keyOf, after: keyOf };
}

/** One rule: whichever element of a later part an earlier one has too. */
function byElements<Part extends Drawn>(
  before: readonly Part[],
  after: readonly Part[],
): [Rule<Part>] {
  const known = new Set(before.flatMap(({ elements }) => elements));
  const ownerOf = new Map(
    after.flatMap(({ id, elements }) =>
      elements.filter((element) => known.has(element)).map((element) => [element, id] as const),
    ),
  );
  const find = ({ elements }: Part): string | null =>
    elements.map((element) => ownerOf.get(element)).find((id) => id !== undefined) ?? null;
  return [{ before: find, after: ({ id }) => id }];
}

/** Pairs parts by the first rule, what is left by the next, and so on. */
function pairBy<Part extends Drawn>(
  before: readonly Part[],
  after: readonly Part[],
  rules: readonly Rule<Part>[],
): Pairs {
  const pairs: Pairs = new Map();
  const taken = new Set<string>();
  for (const rule of rules) {
    const open = new Map<string, string[]>();
    for (const part of after) {
      const key = taken.has(part.id) ? null : rule.after(part);
      if (key === null) continue;
      const same = open.get(key);
      if (same) same.push(part.id);
      else open.set(key, [part.id]);
    }
    for (const part of before) {
      const key = pairs.has(part.id) ? null : rule.before(part);
      const other = key === null ? undefined : open.get(key)?.shift();
      if (other === undefined) continue;
      pairs.set(part.id, other);
      taken.add(other);
    }
  }
  return pairs;
}

function pairEdges(before: DiagramEdge[], after: DiagramEdge[], places: Pairs): Pairs {
  const inAfter = (edge: DiagramEdge): DiagramEdge => ({
    ...edge,
    from: mapEnd(edge.from, places),
    to: mapEnd(edge.to, places),
  });
  const rule = (keyOf: (edge: DiagramEdge) => string | null): Rule<DiagramEdge> => ({
    before: (edge) => keyOf(inAfter(edge)),
    after: keyOf,
  });
  return pairBy(before, after, [
    ...byElements(before, after),
    rule((edge) => wayOf(edge, `${edge.direction} ${fold(edge.label) ?? ""}`)),
    rule((edge) => wayOf(edge, edge.direction)),
    // What it carries is the same, and one of its ends.
    rule(({ from, label }) => (from !== null && fold(label) ? `${from} ${fold(label)}` : null)),
    rule(({ to, label }) => (to !== null && fold(label) ? `${to} ${fold(label)}` : null)),
  ]);
}

/** Its ends; without an order where it points both ways or none. Null where one is open. */
function wayOf({ from, to, direction }: DiagramEdge, more: string): string | null {
  if (from === null || to === null) return null;
  const ends = direction === "forward" ? [from, to] : [from, to].sort();
  return `${ends.join(" ")} ${more}`;
}

/** An end that is gone is none of the later drawing's. */
const GONE = "gone";

function mapEnd(end: string | null, places: Pairs): string | null {
  return end === null ? null : (places.get(end) ?? GONE);
}

function changeOfEdge(one: DiagramEdge, other: DiagramEdge, places: Pairs): ChangeKind | null {
  const ends = { from: mapEnd(one.from, places), to: mapEnd(one.to, places) };
  const isSame = ends.from === other.from && ends.to === other.to;
  const isTurned = one.direction !== "forward" && ends.from === other.to && ends.to === other.from;
  if (one.direction !== other.direction || !(isSame || isTurned)) return "rerouted";
  return (fold(one.label) ?? "") === (fold(other.label) ?? "") ? null : "renamed";
}

/** A boundary that came or went is listed by itself, not for each box in it. */
function changeOfPlace(one: Place, other: Place, places: Pairs): ChangeKind | null {
  if (fold(one.label) !== fold(other.label)) return "renamed";
  const kept = new Set(places.values());
  const from = mapEnd(one.container, places);
  const isTold = from !== GONE && (other.container === null || kept.has(other.container));
  return isTold && from !== other.container ? "moved" : null;
}

/** Letters as they are compared; null where there are none. */
function fold(label: string | null): string | null {
  const folded = (label ?? "").replace(/\s+/gu, " ").trim().toLowerCase();
  return folded === "" ? null : folded;
}

type Named = (id: string) => { part: DrawnPart["kind"]; seen: SeenPart };

function nameAll(diagram: Diagram): Named {
  const parts = new Map(nameDiagramParts(diagram).map((part) => [part.id, part]));
  const within = new Map(listPlaces(diagram).map(({ id, container }) => [id, container]));
  return (id) => {
    const part = parts.get(id);
    if (!part) throw new Error(`part ${id} has no name`);
    const boundary = parts.get(within.get(id) ?? "");
    const { kind, name, elementIds } = part;
    return { part: kind, seen: { name, elementIds, within: boundary?.name ?? null } };
  };
}

function listChanges<Part extends Drawn>(
  before: readonly Part[],
  after: readonly Part[],
  pairs: Pairs,
  name: { before: Named; after: Named },
  changeOf: (one: Part, other: Part) => ChangeKind | null,
): Omit<DrawingChange, "id">[] {
  const later = new Map(after.map((part) => [part.id, part]));
  const paired = new Set(pairs.values());
  const kept = before.flatMap((one): Omit<DrawingChange, "id">[] => {
    const { part, seen } = name.before(one.id);
    const other = later.get(pairs.get(one.id) ?? "");
    if (!other) return [{ kind: "removed", part, before: seen, after: null }];
    const kind = changeOf(one, other);
    return kind === null ? [] : [{ kind, part, before: seen, after: name.after(other.id).seen }];
  });
  const added = after
    .filter(({ id }) => !paired.has(id))
    .map(({ id }): Omit<DrawingChange, "id"> => {
      const { part, seen } = name.after(id);
      return { kind: "added", part, before: null, after: seen };
    });
  return [...kept, ...added];
}
