import { describe, expect, it } from "vitest";
import type { Writer } from "#domain/accounts/writer";
import { makeBox, MemoryStorage } from "../../../test/support/save-world";
import { takeLocalCopy } from "./local-copy";
import { LocalCopyStore, type Liveness } from "./local-copy-store";
import { claimCopy, discardCopy } from "./settle-offered";
import { addFiles, createWorkState, editElements, editText } from "./work-state";

const GONE: Liveness = {
  claim: () => Promise.resolve(),
  takeOver: () => Promise.resolve(true),
  release: () => undefined,
};
const MONDAY: Writer = { personId: "ada", session: "monday" };
const TUESDAY: Writer = { personId: "ada", session: "tuesday" };
const EMPTY = { texts: {}, elements: [], files: [] };
const PICTURE = {
  id: "picture",
  mimeType: "image/png",
  dataURL: "data:image/png;base64,iVBORw0KGgo=",
  created: 1,
} as const;

let pages = 0;

/** A page of the attempt, with what it finds of earlier ones. */
async function openPage(storage: MemoryStorage, writer: Writer | null) {
  pages += 1;
  const clientId = `page-${pages}`;
  const store = new LocalCopyStore({ storage, attemptId: "attempt", clientId, writer });
  const state = createWorkState(EMPTY);
  const found = await store.recover(state, GONE);
  const keep = () => store.write(() => takeLocalCopy(state, { clientId, updatedAtMs: pages }));
  const write = (text: string) => {
    editText(state, "scenario", text);
    return keep();
  };
  return { clientId, store, state, keep, write, ...found };
}

describe("what earlier pages left behind", () => {
  it("is taken in under the session that it was written under", async () => {
    const storage = new MemoryStorage();
    const first = await openPage(storage, MONDAY);
    await first.write("by Ada");
    const next = await openPage(storage, MONDAY);
    expect(next.state.texts.scenario.text).toBe("by Ada");
    expect(next).toMatchObject({ takenIn: [first.clientId], offered: [] });
  });

  it.each([
    ["another session", TUESDAY],
    ["a page that knows no session", null],
  ])("waits, untouched, under %s", async (_name, writer) => {
    const storage = new MemoryStorage();
    const first = await openPage(storage, MONDAY);
    await first.write("by Ada, or by a stranger");
    const next = await openPage(storage, writer);
    expect(next.state.texts.scenario.text).toBe("");
    expect(next.takenIn).toEqual([]);
    expect(next.offered.map(({ clientId }) => clientId)).toEqual([first.clientId]);
    expect([...storage.entries.keys()]).toContain(`draft/attempt/${first.clientId}`);
  });

  it("is offered where it comes from a version that didn't note the session", async () => {
    const storage = new MemoryStorage();
    const first = await openPage(storage, null);
    await first.write("from before");
    expect((await openPage(storage, MONDAY)).offered).toHaveLength(1);
  });

  it("is taken in once it is claimed", async () => {
    const storage = new MemoryStorage();
    await (await openPage(storage, MONDAY)).write("by Ada");
    const [copy] = (await openPage(storage, TUESDAY)).offered;
    if (!copy) throw new Error("nothing is offered");
    await claimCopy({ storage, attemptId: "attempt", copy }, TUESDAY);
    const next = await openPage(storage, TUESDAY);
    expect(next.state.texts.scenario.text).toBe("by Ada");
    expect(next.offered).toEqual([]);
  });

  it("doesn't replace what a page took in without forgetting it, nor stays next to it", async () => {
    const storage = new MemoryStorage();
    const first = await openPage(storage, MONDAY);
    await first.write("by Ada");
    // A room out of the browser: it takes in, forgets nothing, and writes on.
    const second = await openPage(storage, MONDAY);
    await second.write("by Ada. And on.");
    // Under the same session it was Ada: one text, no conflict, and both copies are done with.
    const same = await openPage(storage, MONDAY);
    expect(same.state.texts.scenario).toMatchObject({ text: "by Ada. And on.", conflict: null });
    expect(same.takenIn.sort()).toEqual([first.clientId, second.clientId].sort());
    // Under another it may have been a stranger: what Ada wrote is still there by itself.
    const other = await openPage(storage, TUESDAY);
    const texts = other.offered.map((copy) => copy.texts.scenario?.text);
    expect(texts.sort()).toEqual(["by Ada", "by Ada. And on."]);
  });

  it("goes with its pictures when it isn't wanted, but for those that another copy names", async () => {
    const storage = new MemoryStorage();
    for (const [text, files] of [
      ["one", [PICTURE]],
      ["two", [PICTURE, { ...PICTURE, id: "other" }]],
    ] as const) {
      const page = await openPage(storage, null);
      page.state.files.clear();
      page.state.unsentFiles.clear();
      addFiles(page.state, files);
      editElements(page.state, [makeBox("a")]);
      for (const file of files) await page.store.writeFile(file);
      await page.write(text);
    }
    const { offered } = await openPage(storage, MONDAY);
    const copy = offered.find(({ texts }) => texts.scenario?.text === "two");
    if (!copy) throw new Error("the second is not offered");
    await discardCopy({ storage, attemptId: "attempt", copy });
    const keys = [...storage.entries.keys()];
    expect(keys.filter((key) => key.startsWith("file/"))).toEqual(["file/attempt/picture"]);
    expect(keys.filter((key) => key.startsWith("draft/"))).toHaveLength(1);
  });
});
