import { describe, expect, it } from "vitest";
import { CanvasChanges, type Stamped } from "./canvas-changes";

function stamp(id: string, version: number, isDeleted = false): Stamped {
  return { id, version, versionNonce: version * 31, isDeleted };
}

describe("CanvasChanges", () => {
  it("takes the first call as what was there, and calls without a new version as nothing", () => {
    const changes = new CanvasChanges();
    expect(changes.take([stamp("a", 3)], null)).toMatchObject({ changed: [], gone: [] });
    expect(changes.take([stamp("a", 3)], null).changed).toEqual([]);
    expect(changes.take([stamp("a", 4), stamp("b", 1)], null).changed).toEqual([
      stamp("a", 4),
      stamp("b", 1),
    ]);
  });

  it("sees a change in an element that Excalidraw mutated in place", () => {
    const changes = new CanvasChanges();
    const element = stamp("a", 1);
    changes.take([element], null);
    Object.assign(element, { version: 2, versionNonce: 5 });
    expect(changes.take([element], null).changed).toEqual([element]);
  });

  it("reports an element once it is finished, not while it is drawn", () => {
    const changes = new CanvasChanges();
    changes.take([], null);
    expect(changes.take([stamp("a", 1)], "a").changed).toEqual([]);
    expect(changes.take([stamp("a", 9)], null).changed).toEqual([stamp("a", 9)]);
  });

  it("buries what vanished, and lets it outrank its grave when it comes back", () => {
    const changes = new CanvasChanges();
    changes.take([], null);
    changes.take([stamp("a", 4)], null);
    expect(changes.take([], null).gone).toMatchObject([{ id: "a", version: 5, isDeleted: true }]);
    expect(changes.take([], null).gone).toEqual([]);
    expect(changes.take([stamp("a", 4)], null).changed).toMatchObject([{ version: 6 }]);
    expect(changes.take([stamp("a", 5)], null).changed).toMatchObject([{ version: 7 }]);
    expect(changes.take([stamp("a", 8)], null).changed).toMatchObject([{ version: 8 }]);
  });

  it("does not bury what was deleted in the ordinary way", () => {
    const changes = new CanvasChanges();
    changes.take([stamp("a", 4, true)], null);
    expect(changes.take([], null).gone).toEqual([]);
  });
});
