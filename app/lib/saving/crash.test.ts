import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBox, SaveWorld, settle, type Fault } from "../../../test/support/save-world";

/** What befalls a candidate, in any order. Texts only grow, word by word, so that a loss shows. */
type Step =
  | { kind: "type"; section: "scenario" | "components" }
  | { kind: "draw"; id: string }
  | { kind: "wait"; ms: number }
  | { kind: "fault"; fault: Fault }
  | { kind: "network"; isOnline: boolean }
  | { kind: "leave" }
  | { kind: "crash" };

const fault = fc.constantFrom<Fault>(
  "before",
  "after",
  { kind: "busy", retryAfterMs: 3_000 },
  { kind: "busy", retryAfterMs: null },
  { kind: "signed_out" },
);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("type" as const),
      section: fc.constantFrom("scenario" as const, "components" as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("draw" as const),
      id: fc.constantFrom("a", "b", "c", "d"),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.integer({ min: 0, max: 1_500 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("fault" as const), fault }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("network" as const), isOnline: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("crash" as const) }) },
);

/** One machine, one page after another; remembers which edits the browser's store has taken. */
async function live(steps: Step[], chance: () => number) {
  const world = new SaveWorld(chance);
  world.latencyMs = 120;
  let page = await world.openPage();
  let count = 0;
  const safeWords = new Map<string, string>();
  const safeVersions = new Map<string, number>();
  const conflicts: string[] = [];
  const drawn = new Map<string, number>();

  async function act(step: Step): Promise<void> {
    switch (step.kind) {
      case "type": {
        count += 1;
        const word = `w${count}.`;
        page.loop.editText(step.section, page.state.texts[step.section].text + word);
        await settle();
        safeWords.set(word, step.section);
        return;
      }
      case "draw": {
        const version = (drawn.get(step.id) ?? 0) + 1;
        drawn.set(step.id, version);
        page.loop.editScene([makeBox(step.id, version)], []);
        await settle();
        safeVersions.set(step.id, version);
        return;
      }
      case "wait":
        return world.timing.advance(step.ms);
      case "fault":
        world.faults.push(step.fault);
        return;
      case "network":
        world.isOnline = step.isOnline;
        return;
      case "leave":
        page.loop.flushBeforeLeaving();
        await settle();
        page.kill();
        page = await world.openPage();
        return;
      case "crash":
        page.kill();
        page = await world.openPage();
    }
  }

  for (const step of steps) {
    await act(step);
    conflicts.push(...page.loop.getStatus().conflicts);
  }
  world.faults.length = 0;
  world.isOnline = true;
  // The last page dies too; whatever is unsent must come from the store of the one after it.
  page.kill();
  await world.timing.advance(1_000);
  page = await world.openPage();
  await world.timing.advance(120_000);
  return { world, page, safeWords, safeVersions, conflicts };
}

describe("a candidate on a bad day", () => {
  it("loses no edit that the store took, and meets no conflict with themselves", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (steps, chances) => {
          const { world, page, safeWords, safeVersions, conflicts } = await live(
            steps,
            () => chances.next().value ?? 0,
          );
          expect(page.loop.getStatus()).toMatchObject({ kind: "saved", hasUnsent: false });
          expect(conflicts).toEqual([]);
          for (const [word, section] of safeWords)
            expect(world.server.text(section as "scenario")).toContain(word);
          for (const section of ["scenario", "components"] as const) {
            const words = world.server.text(section).match(/w\d+\./g) ?? [];
            expect(new Set(words).size).toBe(words.length);
          }
          for (const [id, version] of safeVersions)
            expect(world.server.elements.find((element) => element.id === id)?.version).toBe(
              version,
            );
        },
      ),
      { numRuns: 1000 },
    );
  }, 60_000);

  it("would show a loss: without the store, a crash loses what was not sent", async () => {
    const world = new SaveWorld();
    const page = await world.openPage();
    world.isOnline = false;
    page.loop.editText("scenario", "only here");
    await settle();
    world.storage.entries.clear();
    page.kill();
    world.isOnline = true;
    await world.openPage();
    await world.timing.advance(5_000);
    expect(world.server.text("scenario")).toBe("");
  });

  it("takes over the local copies of several dead pages, and leaves those of living ones", async () => {
    const world = new SaveWorld();
    world.isOnline = false;
    const dead = await world.openPage();
    const alive = await world.openPage();
    dead.loop.editText("scenario", "dead page's");
    dead.loop.editScene([makeBox("a")], []);
    alive.loop.editText("components", "living page's");
    await settle();
    dead.kill();
    const next = await world.openPage();
    expect(next.state.texts.scenario.text).toBe("dead page's");
    expect(next.state.texts.components.text).toBe("");
    expect([...next.state.unsentElements.keys()]).toEqual(["a"]);
    const keys = [...world.storage.entries.keys()];
    expect(keys.some((key) => key.endsWith(dead.clientId))).toBe(false);
    expect(keys.some((key) => key.endsWith(alive.clientId))).toBe(true);
  });

  it("brings a picture back that was never acknowledged", async () => {
    const world = new SaveWorld();
    const page = await world.openPage();
    world.isOnline = false;
    const dataURL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==";
    page.loop.editScene([], [{ id: "p1", mimeType: "image/png", dataURL, created: 1 }]);
    await settle();
    page.kill();
    world.isOnline = true;
    await world.openPage();
    await world.timing.advance(1_000);
    expect(world.server.files.get("p1")?.dataURL).toBe(dataURL);
  });

  it("reads a local copy that somebody tampered with as carefully as any other input", async () => {
    const world = new SaveWorld();
    world.storage.entries.set("draft/attempt/page-tampered", {
      format: 1,
      clientId: "page-tampered",
      updatedAtMs: 1,
      texts: {},
      elements: [{ ...makeBox("x"), type: "iframe" }, makeBox("ok"), 7],
      fileIds: [],
    });
    world.storage.entries.set("draft/attempt/page-newer", { format: 2, clientId: "page-newer" });
    const page = await world.openPage();
    expect([...page.state.unsentElements.keys()]).toEqual(["ok"]);
    expect(world.storage.entries.has("draft/attempt/page-newer")).toBe(true);
  });
});
