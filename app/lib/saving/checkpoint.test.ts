import { describe, expect, it } from "vitest";
import { makeBox, SaveWorld } from "../../../test/support/save-world";
import { CHECKPOINT_MS } from "./checkpoint";
import { COALESCE_MS } from "./save-loop";
import type { Absorbed } from "./work-state";

/** A page with a text and a box saved, a minute before its next save carries a checkpoint. */
async function openWorked() {
  const world = new SaveWorld();
  const seen: Absorbed[] = [];
  const page = await world.openPage({ onAbsorbed: (absorbed) => seen.push(absorbed) });
  page.loop.editText("scenario", "Users: 2M");
  page.loop.editScene([makeBox("a"), makeBox("b")], []);
  await world.timing.advance(CHECKPOINT_MS);
  return { world, page, seen };
}

describe("a checkpoint", () => {
  it("goes with a save about once a minute, and holds", async () => {
    const { world, page, seen } = await openWorked();
    for (const text of ["Users: 3M", "Users: 4M"]) {
      page.loop.editText("scenario", text);
      await world.timing.advance(COALESCE_MS);
    }
    expect(world.server.saves.map(({ checkpoint }) => checkpoint !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
    expect(seen).toEqual([]);
    expect(page.loop.getStatus()).toMatchObject({ kind: "saved", hasUnsent: false });
  });

  it("finds an element that the server lost, and sends it again", async () => {
    const { world, page } = await openWorked();
    world.server.elements = world.server.elements.filter(({ id }) => id !== "a");
    page.loop.editText("scenario", "Users: 3M");
    await world.timing.advance(5_000);
    expect(world.server.elements.map(({ id }) => id).sort()).toEqual(["a", "b"]);
    expect(page.loop.getStatus().kind).toBe("saved");
  });

  it("finds a text that became another one, and sends it whole", async () => {
    const { world, page } = await openWorked();
    const held = world.server.texts.get("scenario");
    if (held) held.text = "Vsers: 2M";
    page.loop.editScene([makeBox("c")], []);
    await world.timing.advance(5_000);
    expect(world.server.text("scenario")).toBe("Users: 2M");
    expect(page.state.texts.scenario.conflict).toBeNull();
  });

  it("brings in what another machine saved", async () => {
    const { world, page, seen } = await openWorked();
    const other = await world.openPage();
    other.loop.editText("evaluation", "from the laptop");
    other.loop.editScene([makeBox("d")], []);
    await world.timing.advance(COALESCE_MS);
    page.loop.editText("scenario", "Users: 3M");
    await world.timing.advance(5_000);
    expect(page.state.texts.evaluation.text).toBe("from the laptop");
    expect(seen).toMatchObject([{ sections: ["evaluation"], elements: [{ id: "d" }] }]);
    expect(world.server.text("evaluation")).toBe("from the laptop");
  });

  it("leaves alone what the server will not have", async () => {
    const { world, page } = await openWorked();
    world.server.refusedIds.add("evil");
    page.loop.editScene([makeBox("evil")], []);
    await world.timing.advance(5_000);
    for (let minute = 0; minute < 3; minute += 1) {
      page.loop.editText("scenario", `minute ${minute}`);
      await world.timing.advance(CHECKPOINT_MS);
    }
    const sent = world.server.saves.filter(({ elements }) => elements.length > 0);
    expect(sent).toHaveLength(2);
    expect(page.loop.getStatus().kind).toBe("saved");
  });

  it("leaves alone a change the server has no room for, and sends it once a deletion made some", async () => {
    const { world, page } = await openWorked();
    world.server.refusedIds.add("a");
    page.loop.editScene([makeBox("a", 2)], []);
    await world.timing.advance(5_000);
    expect(page.loop.getStatus().dropped).toMatchObject([{ id: "a" }]);
    for (let minute = 0; minute < 4; minute += 1) {
      page.loop.editText("scenario", `minute ${minute}`);
      await world.timing.advance(CHECKPOINT_MS);
    }
    const drawn = world.server.saves.filter(({ elements }) => elements.length > 0);
    expect(drawn).toHaveLength(2);
    expect(page.state.elements.get("a")?.version).toBe(2);

    world.server.refusedIds.clear();
    page.loop.editScene([makeBox("b", 2, { isDeleted: true })], []);
    await world.timing.advance(5_000);
    expect(world.server.elements.find(({ id }) => id === "a")?.version).toBe(2);
    expect(page.loop.getStatus()).toMatchObject({ kind: "saved", hasUnsent: false, dropped: [] });
  });
});
