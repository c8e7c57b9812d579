import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAMILIES } from "../doors/entry.schema";
import type { Family } from "../doors/entry.schema";
import { openDoorsWorld } from "../doors/open-world";
import type { DoorsWorld } from "../doors/open-world";
import { readCorpus, readHonest } from "../doors/read-corpus";
import type { Corpus } from "../doors/read-corpus";
import { markLogged, runCorpus } from "../doors/run-corpus";
import { runHonest } from "../doors/run-honest";
import type { Tried } from "../doors/try-entry";

/** Whole gradings, floods and drawings of megabytes are for `npm run doors`, which tells times as well. */
const LEFT_OUT: ReadonlySet<Family> = new Set(["text", "limit", "reads", "injection"]);
const families = FAMILIES.filter((family) => !LEFT_OUT.has(family));
const corpus: Corpus = await readCorpus();
const honest = await readHonest();

let world: DoorsWorld;
const tried: Tried[] = [];
beforeAll(async () => {
  world = await openDoorsWorld();
});
afterAll(() => world?.close());

function listThrough(list: Tried[]): string[] {
  return list
    .filter(({ outcome }) => outcome === "through")
    .map(({ entry, said }) => `${entry.id}: ${said}`);
}

describe("the corpus", () => {
  it("holds 300 entries at least, and 100 pieces of honest work", () => {
    expect(corpus.flatMap(({ entries }) => entries).length).toBeGreaterThanOrEqual(300);
    expect(honest.flatMap(({ entries }) => entries).length).toBeGreaterThanOrEqual(100);
  });

  it("takes honest forms, scenes and answers unharmed", async () => {
    const passed = await runHonest(world, honest);
    const harmed = passed.filter(({ harm }) => harm !== null);
    expect(harmed.map(({ entry, harm }) => `${entry.id}: ${harm}`)).toEqual([]);
  });

  it.each(families)("lets nothing of the family %s through", async (family) => {
    const own = await runCorpus(world, corpus, { isWanted: (_, of) => of === family });
    tried.push(...own);
    expect(own.length).toBeGreaterThan(0);
    expect(listThrough(own)).toEqual([]);
  });

  it("leaves none of the planted words in a log", async () => {
    await world.end();
    const marked = await markLogged(world, tried);
    expect(listThrough(marked.filter(({ entry }) => entry.planted.length > 0))).toEqual([]);
  });
});
