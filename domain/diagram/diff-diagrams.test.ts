import { describe, expect, it } from "vitest";
import { parseScene } from "./parse-scene";
import { readDiagram } from "./read-diagram";
import { diffDrawings } from "./diff-diagrams";

type Box = { id: string; label: string; x: number; y?: number };

function box({ id, label, x, y = 0 }: Box): object[] {
  const text = { type: "text", id: `${id}-text`, text: label, containerId: id };
  return [
    { type: "rectangle", id, x, y, width: 160, height: 80 },
    { ...text, x: x + 20, y: y + 30, width: 100, height: 25 },
  ];
}

function arrow(id: string, from: Box, to: Box, label?: string): object[] {
  const start = { x: from.x + 160, y: (from.y ?? 0) + 40 };
  const end = { x: to.x, y: (to.y ?? 0) + 40 };
  const line = {
    type: "arrow",
    id,
    ...start,
    width: end.x - start.x,
    height: end.y - start.y,
    points: [
      [0, 0],
      [end.x - start.x, end.y - start.y],
    ],
    startBinding: { elementId: from.id },
    endBinding: { elementId: to.id },
  };
  if (label === undefined) return [line];
  const text = { type: "text", id: `${id}-text`, text: label, containerId: id };
  const middle = { x: (start.x + end.x) / 2 - 30, y: (start.y + end.y) / 2 - 12 };
  return [line, { ...text, ...middle, width: 60, height: 25 }];
}

/** "added Cache", "renamed Store → Vector store". */
function tell(before: object[][], after: object[][]): string[] {
  const read = (elements: object[][]) =>
    readDiagram(parseScene({ elements: elements.flat() }).scene);
  return diffDrawings(read(before), read(after)).map((change) => {
    const names = [change.before?.name, change.after?.name].filter((name) => name !== undefined);
    return `${change.kind} ${[...new Set(names)].join(" ⇒ ")}`;
  });
}

const chat = { id: "chat", label: "Chat", x: 0 };
const gateway = { id: "gateway", label: "API gateway", x: 400 };
const store = { id: "store", label: "Vector store", x: 800 };
const BEFORE = [box(chat), box(gateway), arrow("a", chat, gateway, "asks")];

describe("diffDrawings", () => {
  it("finds nothing in the same drawing, wherever it is drawn", () => {
    expect(tell(BEFORE, BEFORE)).toEqual([]);
    const far = { ...gateway, x: 700, y: 300 };
    expect(tell(BEFORE, [box(chat), box(far), arrow("a", chat, far, "asks")])).toEqual([]);
    expect(tell([], [])).toEqual([]);
  });

  it("tells what was added and removed, with its elements", () => {
    const after = [...BEFORE, box(store), arrow("b", gateway, store)];
    expect(tell(BEFORE, after)).toEqual(["added Vector store", "added API gateway → Vector store"]);
    expect(tell(after, BEFORE)).toEqual([
      "removed Vector store",
      "removed API gateway → Vector store",
    ]);
    const [added] = diffDrawings(
      readDiagram(parseScene({ elements: BEFORE.flat() }).scene),
      readDiagram(parseScene({ elements: after.flat() }).scene),
    );
    expect(added).toMatchObject({ part: "component", before: null });
    expect(added?.after?.elementIds.toSorted()).toEqual(["store", "store-text"]);
  });

  it("knows a box by its id when it is renamed, and says so of an arrow's words", () => {
    const named = { ...gateway, label: "Semantic cache" };
    expect(tell(BEFORE, [box(chat), box(named), arrow("a", chat, named, "asks")])).toEqual([
      "renamed API gateway ⇒ Semantic cache",
    ]);
    expect(tell(BEFORE, [box(chat), box(gateway), arrow("a", chat, gateway, "gets")])).toEqual([
      "renamed Chat → API gateway (asks) ⇒ Chat → API gateway (gets)",
    ]);
  });

  it("tells an arrow that ends elsewhere or points the other way", () => {
    const boxes = [box(chat), box(gateway), box(store)];
    const before = [...boxes, arrow("a", chat, gateway)];
    expect(tell(before, [...boxes, arrow("a", chat, store)])).toEqual([
      "rerouted Chat → API gateway ⇒ Chat → Vector store",
    ]);
    expect(tell(before, [...boxes, arrow("a", gateway, chat)])).toEqual([
      "rerouted Chat → API gateway ⇒ API gateway → Chat",
    ]);
  });

  it("knows boxes of two interviews by their names, and the only one of a kind by that", () => {
    const other = (one: Box, label = one.label) => ({ ...one, id: `new-${one.id}`, label });
    const [newChat, newGateway] = [other(chat, "chat"), other(gateway)];
    const before = [...BEFORE, box(store)];
    expect(
      tell(before, [
        box(newChat),
        box(newGateway),
        box(other(store, "pgvector store")),
        arrow("b", newChat, newGateway, "asks"),
      ]),
    ).toEqual(["renamed Vector store ⇒ pgvector store"]);
    // An arrow with the same words from the same box leads elsewhere.
    expect(
      tell(before, [
        box(newChat),
        box(newGateway),
        box(other(store)),
        arrow("b", newChat, other(store), "asks"),
      ]),
    ).toEqual(["rerouted Chat → API gateway (asks) ⇒ chat → Vector store (asks)"]);
  });

  it("takes another box of the kind for another box where ids tell", () => {
    const cache = { id: "cache-1", label: "Redis cache", x: 800 };
    const next = { id: "cache-2", label: "Prompt cache", x: 800 };
    expect(tell([...BEFORE, box(cache)], [...BEFORE, box(next)])).toEqual([
      "added Prompt cache",
      "removed Redis cache",
    ]);
  });

  it("tells a box that moved from one boundary to another", () => {
    const frame = (id: string, name: string, x: number) => [
      { type: "frame", id, name, x, y: -100, width: 300, height: 300 },
    ];
    const frames = [frame("vpc", "VPC", -50), frame("edge", "Edge", 350)];
    const inVpc = [...frames, box(chat), box(gateway)];
    expect(tell(inVpc, [...frames, box({ ...chat, x: 360, y: 100 }), box(gateway)])).toEqual([
      "moved Chat",
    ]);
    // Of a boundary that came, its boxes aren't told one by one.
    expect(tell([box(chat)], [box(chat), frame("vpc", "VPC", -50)])).toEqual(["added VPC"]);
  });

  it("pairs many boxes of one name in their order", () => {
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, at) =>
        box({ id: `${prefix}${at}`, label: "Box", x: at * 300 }),
      );
    expect(tell(many("a"), many("b"))).toEqual([]);
  });
});
