import { describe, expect, it } from "vitest";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { box, sceneOf } from "../../../../test/support/diagram/testing";
import { UndoSteps } from "./undo-steps";
import type { Step } from "./undo-steps";

let nonces = 1_000;
const tools = { nonce: () => (nonces += 1), revive: (element: SceneElement) => [element] };

function draw(id: string, x: number): SceneElement {
  const [element] = sceneOf([box(id, x, 0, 100, 60)]).elements;
  if (!element) throw new Error("the box is not sound");
  return { ...element, index: `a${x / 100}` };
}

function change(element: SceneElement, changes: object): SceneElement {
  return { ...element, ...changes, version: element.version + 1, versionNonce: (nonces += 1) };
}

/** What is seen of each scene: the boxes that aren't deleted, with their places. */
function look(steps: UndoSteps<SceneElement>, current: readonly SceneElement[]): string[] {
  return steps
    .rewind(current, tools)
    .map((scene) =>
      scene.flatMap(({ id, x, isDeleted }) => (isDeleted ? [] : [`${id}${x}`])).join(" "),
    );
}

/** Steps as a page keeps them, from one scene to the next. */
function follow(scenes: readonly SceneElement[][], from: readonly Step[] = []) {
  const steps = new UndoSteps<SceneElement>(from);
  const [first = [], ...later] = scenes;
  steps.rebase(first);
  for (const scene of later) steps.take(scene, false);
  return steps;
}

const a = draw("a", 0);
const moved = change(a, { x: 50 });
const b = draw("b", 200);
const gone = change(moved, { isDeleted: true });

describe("UndoSteps", () => {
  it("goes back over what was drawn, moved and deleted", () => {
    const steps = follow([[], [a], [moved], [moved, b], [gone, b]]);
    expect(look(steps, [gone, b])).toEqual(["", "a0", "a50", "a50 b200", "b200"]);
  });

  it("does so on the next page, from what was kept as JSON", () => {
    const kept = JSON.parse(JSON.stringify(follow([[], [a], [moved]]).list())) as Step[];
    expect(look(new UndoSteps(kept), [moved])).toEqual(["", "a0", "a50"]);
  });

  it("leaves the last scene to the editor untouched, and hands out copies of all others", () => {
    const scenes = follow([[a], [moved], [moved, b]]).rewind([moved, b], tools);
    const last = scenes.at(-1) ?? [];
    expect(last[0]).toBe(moved);
    expect(scenes.slice(0, -1).flat()).not.toContain(moved);
    // Another state has another nonce, or the editor would take both for the same.
    expect(new Set(scenes.map((scene) => scene[0]?.versionNonce)).size).toBe(2);
  });

  it("brings back in full what the server forgot, as newer than the deleted one", () => {
    const steps = follow([
      [a, b],
      [change(a, { isDeleted: true }), b],
    ]);
    const [before] = steps.rewind([b], tools);
    expect(before?.find(({ id }) => id === "a")).toMatchObject({ x: 0, version: a.version + 1 });
    expect(look(steps, [b])).toEqual(["a0 b200", "b200"]);
  });

  it("counts no step for what came from elsewhere, and lets it stay", () => {
    const steps = follow([[a], [moved]]);
    const theirs = change(moved, { width: 300 });
    steps.rebase([theirs, b]);
    expect(steps.take([theirs, b], false)).toBe(false);
    const scenes = steps.rewind([theirs, b], tools);
    expect(scenes.map(([one]) => [one?.x, one?.width])).toEqual([
      [0, 300],
      [50, 300],
    ]);
    expect(look(steps, [theirs, b])).toEqual(["a0 b200", "a50 b200"]);
  });

  it("forgets a step that the editor undid", () => {
    const steps = follow([[], [a], [moved], [moved, b]]);
    const noB = change(b, { isDeleted: true });
    steps.take([moved, noB], true);
    expect(look(steps, [moved, noB])).toEqual(["", "a0", "a50"]);
    const back = change(moved, { x: 0 });
    steps.take([back, noB], true);
    expect(look(steps, [back, noB])).toEqual(["", "a0"]);
    // Done again, it is a step again.
    const again = change(back, { x: 50 });
    steps.take([again, noB], false);
    expect(look(steps, [again, noB])).toEqual(["", "a0", "a50"]);
  });

  it("forgets all steps that the editor undid at once", () => {
    const steps = follow([[], [a], [moved], [moved, b]]);
    const both = [change(moved, { x: 0 }), change(b, { isDeleted: true })];
    steps.take(both, true);
    expect(look(steps, both)).toEqual(["", "a0"]);
  });

  it("forgets a deletion that was undone", () => {
    const steps = follow([[a], [moved], [gone]]);
    const back = change(gone, { isDeleted: false });
    steps.take([back], true);
    expect(look(steps, [back])).toEqual(["a0", "a50"]);
  });

  it("keeps the last 50 steps, and 300 kB at most", () => {
    const path = Array.from({ length: 80 }, (_, at) => ({ ...change(a, { x: at }), version: at }));
    const many = follow(path.map((one) => [one]));
    expect(many.list()).toHaveLength(50);
    expect(many.list()[0]).toEqual({ a: { x: 29 } });
    const large = { link: "x".repeat(40_000) };
    const heavy = Array.from({ length: 20 }, (_, at) => draw(`h${at}`, at)).map((one) =>
      change(one, large),
    );
    const steps = follow([heavy]);
    for (const [at] of heavy.entries())
      steps.take(
        heavy.map((one, other) => (other <= at ? change(one, { isDeleted: true }) : one)),
        false,
      );
    expect(JSON.stringify(steps.list()).length).toBeLessThanOrEqual(301_000);
    expect(steps.list().length).toBeGreaterThan(2);
  });

  it("passes over what isn't sound, as storage may hold anything", () => {
    const kept: Step[] = [
      { a: { x: "far" } },
      { a: { type: "iframe" } },
      { nobody: { x: 1 } },
      { a: { x: 7 } },
    ];
    expect(look(new UndoSteps(kept), [a])).toEqual(["a7", "a7", "a7", "a7", "a0"]);
  });
});
