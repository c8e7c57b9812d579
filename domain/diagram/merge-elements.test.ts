import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeElements } from "./merge-elements";
import type { SceneElement } from "./scene.schema";
import { box, sceneOf } from "../../test/support/diagram/testing";

describe("mergeElements", () => {
  const element = fc
    .record({
      id: fc.constantFrom("a", "b", "c", "d"),
      version: fc.integer({ min: 1, max: 3 }),
      versionNonce: fc.integer({ min: 1, max: 3 }),
      x: fc.integer({ min: 0, max: 2 }),
      index: fc.option(fc.constantFrom("a0", "a1", "Zz")),
      isDeleted: fc.boolean(),
    })
    .map((more) => sceneOf([box(more.id, more.x, 0, 1, 1, more)]).elements[0])
    .filter((e): e is SceneElement => e !== undefined);
  const scene = fc.array(element, { maxLength: 6 });

  test("the higher version wins, then the lower nonce", () => {
    const [old, newer, rival] = sceneOf([
      box("a", 0, 0, 1, 1, { version: 1, versionNonce: 1 }),
    ]).elements.flatMap((e) => [
      e,
      { ...e, version: 2, versionNonce: 9, isDeleted: true },
      { ...e, version: 2, versionNonce: 4 },
    ]);
    if (!old || !newer || !rival) throw new Error("three elements");
    expect(mergeElements([old], [newer])).toEqual([newer]);
    expect(mergeElements([newer], [rival])).toEqual([rival]);
  });

  test("commutative, associative, idempotent, in order of index", () => {
    fc.assert(
      fc.property(scene, scene, scene, (a, b, c) => {
        const ab = mergeElements(a, b);
        expect(mergeElements(b, a)).toEqual(ab);
        expect(mergeElements(ab, ab)).toEqual(ab);
        expect(mergeElements(mergeElements(a, b), c)).toEqual(
          mergeElements(a, mergeElements(b, c)),
        );
        const indices = ab.flatMap((e) => e.index ?? []);
        expect(indices).toEqual([...indices].sort());
      }),
    );
  });
});
