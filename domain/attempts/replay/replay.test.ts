import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SceneElement } from "../../diagram/scene.schema";
import { completeFrames } from "./complete-frames";
import { findMoments } from "./find-moments";
import { sizeOf, thinFrames } from "./thin-frames";
import { applyFrame, diffStates, emptyState, playFrames, touchedBy } from "./timeline";
import type { ReplayFrame, ReplayState } from "./timeline";

function box(id: string, changes: Partial<SceneElement> = {}): SceneElement {
  return {
    id,
    type: "rectangle",
    x: 0,
    y: 0,
    width: 100,
    height: 50,
    version: 1,
    versionNonce: 1,
    isDeleted: false,
    ...changes,
  } as SceneElement;
}

type Step = {
  at: number;
  scenario?: string;
  evaluation?: string;
  reply_1?: string;
  drawn?: SceneElement[];
};

/** Frames by the states they lead to. */
function toFrames(steps: readonly Step[]): ReplayFrame[] {
  const frames: ReplayFrame[] = [];
  const before = emptyState();
  for (const { at, drawn, ...texts } of steps) {
    const after: ReplayState = {
      texts: { ...before.texts, ...texts },
      elements: drawn ? new Map(drawn.map((one) => [one.id, one])) : new Map(before.elements),
    };
    const touched = new Set([...before.elements.keys(), ...after.elements.keys()]);
    const frame = diffStates(before, after, touched, at);
    if (frame) frames.push(frame);
    Object.assign(before, after);
  }
  return frames;
}

describe("frames", () => {
  it("lead from state to state, and back to any of them from the start", () => {
    const step = fc.record({
      at: fc.nat(3_600_000),
      scenario: fc.string({ unit: "grapheme", maxLength: 40 }),
      drawn: fc.uniqueArray(
        fc
          .tuple(fc.constantFrom("a", "b", "c", "d"), fc.nat(900), fc.nat(9))
          .map(([id, x, version]) => box(id, { x, version })),
        { selector: ({ id }) => id, maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (made) => {
        const steps = made.sort((a, b) => a.at - b.at);
        const last = steps.at(-1);
        const state = playFrames(toFrames(steps));
        expect(state.texts.scenario).toBe(last?.scenario ?? "");
        expect(sortById(state)).toEqual([...(last?.drawn ?? [])].sort(byId));
      }),
    );
  });

  it("say of an element only what changed, and that it is gone", () => {
    const frames = toFrames([
      { at: 0, drawn: [box("a"), box("b")] },
      { at: 1, drawn: [box("a", { x: 7, version: 2 }), box("b", { version: 1 })] },
      { at: 2, drawn: [box("a", { x: 7, version: 2 })] },
    ]);
    expect(frames[1]?.elements).toEqual([{ id: "a", set: { x: 7, version: 2 } }]);
    expect(frames[2]?.elements).toEqual([{ id: "b", isGone: true }]);
  });

  it("send an element whole that lost a field", () => {
    const labelled = box("a", { link: "x" } as Partial<SceneElement>);
    const frames = toFrames([
      { at: 0, drawn: [labelled] },
      { at: 1, drawn: [box("a", { version: 2 })] },
    ]);
    expect(frames[1]?.elements).toEqual([{ whole: box("a", { version: 2 }) }]);
  });
});

describe("thinFrames", () => {
  const many = toFrames(
    Array.from({ length: 900 }, (_, index) => ({
      at: index * 1_000 + (index > 450 ? 600_000 : 0),
      scenario: "word ".repeat(index + 1),
      drawn: Array.from({ length: Math.ceil((index + 1) / 30) }, (__, box_) =>
        box(`b${box_}`, { x: index, version: index + 1 }),
      ),
    })),
  );

  it("ends in the same state, within its count and bytes", () => {
    const thinned = thinFrames(many, { frames: 120, bytes: 300_000 }) ?? [];
    expect(thinned.length).toBeLessThanOrEqual(120);
    expect(thinned.length).toBeGreaterThan(60);
    expect(sizeOf(thinned)).toBeLessThanOrEqual(300_000);
    expect(playFrames(thinned)).toEqual(playFrames(many));
  });

  it("shows at every kept moment what was there at that moment", () => {
    const thinned = thinFrames(many, { frames: 40, bytes: 300_000 }) ?? [];
    const state = emptyState();
    for (const frame of thinned) {
      applyFrame(state, frame);
      const until = many.findLastIndex(({ at }) => at === frame.at) + 1;
      expect(until).toBeGreaterThan(0);
      expect(state).toEqual(playFrames(many, until));
    }
  });

  it("keeps a long pause: only neighbours are merged", () => {
    const thinned = thinFrames(many, { frames: 40, bytes: 300_000 }) ?? [];
    const gaps = thinned.slice(1).map(({ at }, index) => at - (thinned[index]?.at ?? 0));
    expect(gaps.filter((gap) => gap >= 600_000)).toHaveLength(1);
  });

  it("leaves the first frame by itself: it may have been carried over", () => {
    const [first] = thinFrames(many, { frames: 8, bytes: 300_000 }) ?? [];
    expect(first).toEqual(many[0]);
  });

  it("takes fewer frames where the bytes ask for it, and none where a few don't fit", () => {
    const rewritten = toFrames(
      Array.from({ length: 200 }, (_, at) => ({ at: at * 1_000, scenario: `${at}`.repeat(500) })),
    );
    const thinned = thinFrames(rewritten, { frames: 120, bytes: 20_000 }) ?? [];
    expect(sizeOf(thinned)).toBeLessThanOrEqual(20_000);
    expect(thinned.length).toBeGreaterThan(0);
    expect(thinFrames(rewritten, { frames: 120, bytes: 2_000 })).toBeNull();
  });

  it("leaves as it is what fits", () => {
    const few = many.slice(0, 30);
    expect(thinFrames(few, { frames: 120, bytes: 300_000 })).toEqual(few);
    expect(thinFrames([], { frames: 120, bytes: 300_000 })).toEqual([]);
  });
});

describe("findMoments", () => {
  const frames = toFrames([
    { at: 1_000, scenario: "Two hundred" },
    { at: 2_000, scenario: "Two hundred requests a second." },
    { at: 3_000, drawn: [box("gateway")] },
    { at: 4_000, scenario: "", drawn: [box("gateway"), box("store")] },
  ]);
  const want = (id: string, quote: string | null, elementIds: string[]) => ({
    id,
    quotes: quote === null ? [] : [{ in: "scenario" as const, text: quote }],
    elementIds,
  });

  it("is the first frame in which the quote stands whole", () => {
    expect(findMoments(frames, [want("rate", "hundred requests", [])]).get("rate")).toBe(2_000);
  });

  it("looks for a reply's words in that reply alone", () => {
    const words = "A person takes over.";
    const said = toFrames([
      { at: 1_000, scenario: words },
      { at: 2_000, reply_1: "A person" },
      { at: 3_000, reply_1: `${words} At once.` },
    ]);
    const replied = (id: string, turn: 1 | 2) => ({
      id,
      quotes: [{ in: `reply_${turn}` as const, text: words }],
      elementIds: [],
    });
    expect([...findMoments(said, [replied("first", 1), replied("second", 2)])]).toEqual([
      ["first", 3_000],
    ]);
  });

  it("is the first frame in which every box is there", () => {
    const moments = findMoments(frames, [
      want("one", null, ["gateway"]),
      want("both", null, ["gateway", "store"]),
    ]);
    expect([...moments]).toEqual([
      ["one", 3_000],
      ["both", 4_000],
    ]);
  });

  it("asks for quote and box at once, and says nothing of what never was", () => {
    const moments = findMoments(frames, [
      want("late", "hundred", ["gateway"]),
      want("never", "hundred", ["store"]),
      want("other", "million", []),
      want("nothing", null, []),
    ]);
    expect([...moments]).toEqual([["late", 3_000]]);
  });
});

describe("completeFrames", () => {
  const texts = { ...emptyState().texts, scenario: "All of it.", evaluation: "Kept." };
  const final = { texts, elements: [box("a"), box("b"), box("gone", { isDeleted: true })] };

  it("ends with what was handed in, whatever the saves say", () => {
    const frames = completeFrames(toFrames([{ at: 5, scenario: "All" }]), final, {
      knownFrom: 0,
      end: 100,
    });
    expect(frames.at(-1)?.at).toBe(100);
    const state = playFrames(frames);
    expect(state.texts).toEqual(texts);
    expect([...state.elements.keys()]).toEqual(["a", "b"]);
  });

  it("has only what was handed in where no save is left", () => {
    const frames = completeFrames([], final, { knownFrom: null, end: 100 });
    expect(frames.map(({ at }) => at)).toEqual([100]);
  });

  it("shows from the first known moment what no later save brought", () => {
    const known = toFrames([{ at: 50, scenario: "All of it.", drawn: [box("b")] }]);
    const frames = completeFrames(known, final, { knownFrom: 40, end: 100 });
    const [first] = frames;
    expect(first?.at).toBe(40);
    expect(first?.texts?.evaluation?.insert).toBe("Kept.");
    expect(first?.texts?.scenario).toBeUndefined();
    expect(first && touchedBy(first)).toEqual(["a"]);
  });

  it("leaves out what came after the end", () => {
    const frames = completeFrames(toFrames([{ at: 500, scenario: "Late" }]), final, {
      knownFrom: 0,
      end: 100,
    });
    expect(frames.every(({ at }) => at <= 100)).toBe(true);
  });
});

function sortById({ elements }: ReplayState): SceneElement[] {
  return [...elements.values()].sort(byId);
}
function byId(a: SceneElement, b: SceneElement): number {
  return a.id < b.id ? -1 : 1;
}
