import { describe, expect, it } from "vitest";
import { makeBox, SaveWorld, settle } from "../../../test/support/save-world";
import { COALESCE_MS } from "./save-loop";
import type { Absorbed } from "./work-state";

describe("SaveLoop", () => {
  it("joins the edits of a moment into one save of what changed", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    for (const text of ["U", "Us", "Users"]) loop.editText("scenario", text);
    for (let version = 1; version <= 60; version += 1) loop.editScene([makeBox("a", version)], []);
    expect(loop.getStatus().kind).toBe("saving");
    await world.timing.advance(COALESCE_MS);
    expect(loop.getStatus()).toMatchObject({ kind: "saved", hasUnsent: false });
    expect(world.server.saves).toHaveLength(1);
    expect(world.server.elements).toEqual([makeBox("a", 60)]);

    loop.editText("scenario", "Users: 2M");
    await world.timing.advance(COALESCE_MS);
    expect(world.server.saves[1]).toMatchObject({
      seq: 2,
      elements: [],
      texts: { scenario: { kind: "splice", baseRevision: 1, start: 5, insert: ": 2M" } },
    });
    expect(world.server.text("scenario")).toBe("Users: 2M");
  });

  it("sends a save whose answer was lost again as it was, and what was typed meanwhile after it", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    world.faults.push("after", "before");
    loop.editText("scenario", "one");
    await world.timing.advance(COALESCE_MS);
    expect(loop.getStatus()).toMatchObject({ kind: "offline", hasUnsent: true });
    loop.editText("scenario", "one two");
    await world.timing.advance(10_000);
    expect(loop.getStatus().kind).toBe("saved");
    expect(world.server.text("scenario")).toBe("one two");
    expect(world.server.saves.map((save) => save.seq)).toEqual([1, 2]);
  });

  it("sends no sooner than the server asks, and at once when told that the way is free", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    world.faults.push({ kind: "busy", retryAfterMs: 20_000 }, { kind: "signed_out" });
    loop.editText("scenario", "text");
    await world.timing.advance(COALESCE_MS);
    expect(loop.getStatus()).toMatchObject({ kind: "waiting", reason: "busy" });
    await world.timing.advance(19_000);
    expect(world.faults).toHaveLength(1);
    await world.timing.advance(2_000);
    expect(loop.getStatus()).toMatchObject({ kind: "waiting", reason: "signed_out" });
    loop.retryNow();
    await world.timing.advance(0);
    expect(loop.getStatus().kind).toBe("saved");
  });

  it("does not try while the browser says that it is offline, and goes on when it is back", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    world.isOnline = false;
    loop.editText("scenario", "kept here");
    await world.timing.advance(300_000);
    expect(world.server.saves).toHaveLength(0);
    expect(loop.getStatus()).toMatchObject({ kind: "offline", isStored: true });
    world.isOnline = true;
    loop.retryNow();
    await world.timing.advance(0);
    expect(world.server.text("scenario")).toBe("kept here");
  });

  it("halves a save that is refused until the one thing is found, and saves the rest", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    const tooLarge = { kind: "rejected", userMessage: "Too large." } as const;
    world.faults.push(tooLarge, tooLarge, tooLarge);
    loop.editText("scenario", "the text");
    loop.editScene([makeBox("a"), makeBox("b"), makeBox("c")], []);
    await world.timing.advance(10_000);
    expect(world.server.elements.map((element) => element.id)).toEqual(["a", "b", "c"]);
    expect(loop.getStatus()).toMatchObject({ kind: "saved", userMessage: "Too large." });
    // The section that is refused is tried again once it was changed.
    loop.editText("scenario", "the text, shorter");
    await world.timing.advance(COALESCE_MS);
    expect(world.server.text("scenario")).toBe("the text, shorter");
  });

  it("stops when the attempt takes nothing more, and keeps the local copy", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    world.faults.push({ kind: "closed", userMessage: "This attempt has been handed in." });
    loop.editText("scenario", "too late");
    await world.timing.advance(60_000);
    expect(loop.getStatus()).toMatchObject({
      kind: "refused",
      userMessage: "This attempt has been handed in.",
      hasUnsent: true,
    });
    expect(await loop.flush()).toBe(false);
    expect(JSON.stringify([...world.storage.entries])).toContain("too late");
  });

  it("says when the server took a save as late", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    world.server.isOver = true;
    loop.editText("scenario", "after the bell");
    await world.timing.advance(COALESCE_MS);
    expect(loop.getStatus()).toMatchObject({ kind: "saved", isLate: true, hasUnsent: false });
  });

  it("answers a splice that did not fit with the whole text", async () => {
    const world = new SaveWorld();
    const { loop, clientId } = await world.openPage();
    loop.editText("scenario", "first words");
    await world.timing.advance(COALESCE_MS);
    world.server.texts.set("scenario", { text: "cut", revision: 1, clientId });
    loop.editText("scenario", "first words, more");
    await world.timing.advance(5_000);
    expect(world.server.saves.at(-1)?.texts.scenario?.kind).toBe("whole");
    expect(world.server.text("scenario")).toBe("first words, more");
  });

  it("saves to the server when the browser's store fails or hangs, and says that leaving loses", async () => {
    for (const mode of ["fails", "hangs"] as const) {
      const world = new SaveWorld();
      const { loop } = await world.openPage();
      world.storage.mode = mode;
      loop.editText("scenario", "no store");
      await world.timing.advance(COALESCE_MS + 2_500);
      expect(world.server.text("scenario")).toBe("no store");
      if (mode === "fails") expect(loop.getStatus().isStored).toBe(false);
    }
  });

  it("sends each picture once", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    const picture = {
      id: "p1",
      mimeType: "image/png",
      dataURL: "data:image/png;base64,iVBORw0KGgo=",
      created: 1,
    } as const;
    loop.editScene([], [picture]);
    await world.timing.advance(COALESCE_MS);
    loop.editScene([makeBox("a")], [picture]);
    await world.timing.advance(COALESCE_MS);
    expect(world.server.saves.map((save) => Object.keys(save.files))).toEqual([["p1"], []]);
    expect([...world.storage.entries.keys()].filter((key) => key.startsWith("file/"))).toEqual([]);
  });

  it("starts a request before the page is gone, without waiting for anything", async () => {
    const world = new SaveWorld();
    const { loop, kill } = await world.openPage();
    loop.editText("scenario", "last words");
    loop.flushBeforeLeaving();
    kill();
    await world.timing.advance(0);
    expect(world.server.text("scenario")).toBe("last words");
  });

  it("keeps the last word of a page that is gone before the store has taken it", async () => {
    const world = new SaveWorld();
    world.isOnline = false;
    const { loop, kill } = await world.openPage();
    loop.editText("scenario", "last");
    await settle();
    world.storage.mode = "hangs";
    loop.editText("scenario", "last words");
    loop.flushBeforeLeaving();
    kill();
    world.storage.mode = "works";
    const next = await world.openPage();
    expect(next.state.texts.scenario.text).toBe("last words");
    expect(world.storage.atOnce.size).toBe(0);
  });

  it("keeps what is saved while the page is being left: the next one may have been answered before", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    loop.prepareToLeave();
    loop.editText("scenario", "last words");
    await world.timing.advance(COALESCE_MS);
    expect(world.server.text("scenario")).toBe("last words");
    expect(JSON.stringify([...world.storage.entries])).toContain("last words");
    expect(loop.getStatus()).toMatchObject({ kind: "saving", hasUnsent: true });
    // It stayed after all.
    await world.timing.advance(10_000);
    expect(loop.getStatus()).toMatchObject({ kind: "saved", hasUnsent: false });
    expect(JSON.stringify([...world.storage.entries])).not.toContain("last words");
  });

  it("leaves nothing behind when a page that was leaving lives on", async () => {
    const world = new SaveWorld();
    const { loop } = await world.openPage();
    loop.editText("scenario", "last words");
    loop.flushBeforeLeaving();
    expect(world.storage.atOnce.size).toBe(1);
    await settle();
    expect(world.storage.atOnce.size).toBe(0);
  });
});

describe("two pages on one attempt", () => {
  it("shows both texts when both wrote, and lets the candidate choose", async () => {
    const world = new SaveWorld();
    const first = await world.openPage();
    const second = await world.openPage();
    first.loop.editText("scenario", "by the first");
    await world.timing.advance(COALESCE_MS);
    second.loop.editText("scenario", "by the second");
    await world.timing.advance(COALESCE_MS);
    expect(second.loop.getStatus()).toMatchObject({ kind: "conflict", conflicts: ["scenario"] });
    expect(second.state.texts.scenario).toMatchObject({
      text: "by the second",
      conflict: { text: "by the first", revision: 1 },
    });
    expect(world.server.keptTexts).toEqual(["by the second"]);
    expect(await second.loop.flush()).toBe(false);

    second.loop.resolveConflict("scenario", "by the first\n\nby the second");
    await world.timing.advance(COALESCE_MS);
    expect(world.server.text("scenario")).toBe("by the first\n\nby the second");
    expect(second.loop.getStatus().kind).toBe("saved");
  });

  it("keeps a conflict over a reload", async () => {
    const world = new SaveWorld();
    const first = await world.openPage();
    const second = await world.openPage();
    first.loop.editText("scenario", "by the first");
    await world.timing.advance(COALESCE_MS);
    second.loop.editText("scenario", "by the second");
    await world.timing.advance(COALESCE_MS);
    second.kill();
    const third = await world.openPage();
    expect(third.state.texts.scenario).toMatchObject({
      text: "by the second",
      conflict: { text: "by the first" },
    });
  });

  it("lets an untouched page follow what another one saved", async () => {
    const world = new SaveWorld();
    const seen: Absorbed[] = [];
    const idle = await world.openPage({ onAbsorbed: (absorbed) => seen.push(absorbed) });
    const busy = await world.openPage({ onAcknowledged: (work) => idle.loop.absorb(work) });
    busy.loop.editText("components", "a cache");
    busy.loop.editScene([makeBox("a", 3)], []);
    await world.timing.advance(COALESCE_MS);
    expect(seen).toEqual([{ sections: ["components"], elements: [makeBox("a", 3)], files: [] }]);

    idle.loop.editText("components", "a cache in front");
    await world.timing.advance(COALESCE_MS);
    expect(world.server.text("components")).toBe("a cache in front");
    expect(idle.loop.getStatus().kind).toBe("saved");
  });

  it("merges the drawings of both, element by element", async () => {
    const world = new SaveWorld();
    const first = await world.openPage();
    const second = await world.openPage();
    first.loop.editScene([makeBox("a", 5), makeBox("b", 1)], []);
    second.loop.editScene([makeBox("a", 4), makeBox("c", 1)], []);
    await world.timing.advance(COALESCE_MS);
    expect(world.server.elements.map(({ id, version }) => [id, version])).toEqual([
      ["a", 5],
      ["b", 1],
      ["c", 1],
    ]);
  });
});
