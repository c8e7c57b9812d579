import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFrozen } from "../../../test/support/frozen-content";
import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import { listsFileSchema } from "./lists.schema";
import { createOfflineJudge } from "./offline-judge";
import { readLists } from "./read-lists";

const LISTS_DIR = join(import.meta.dirname, "lists");
const contents = await readFrozen();
const [shipped] = contents.map(({ rubric }) => rubric);
if (!shipped) throw new Error("there is no rubric");

describe.each(contents)("the lists of $slug", ({ slug, rubric }) => {
  it("fit every criterion of the rubric, word for word, and hold no other", () => {
    const ids = listAllCriteria(rubric).map(({ id }) => id);
    expect([...readLists(rubric).keys()].sort()).toEqual([...ids].sort());
    const file = readFileSync(join(LISTS_DIR, `${slug}.json`), "utf8");
    const { problem, criteria } = listsFileSchema.parse(JSON.parse(file));
    expect(problem).toBe(slug);
    expect(Object.keys(criteria)).toEqual(ids);
  });
});

it("there are lists for problems that ship and the known question alone", () => {
  const files = readdirSync(LISTS_DIR).sort();
  expect(files).toEqual([...contents.map(({ slug }) => slug), "known-question"].map(toFile).sort());
});

describe("readLists", () => {
  it("leaves out a criterion whose statement was written anew", () => {
    const [first, ...rest] = shipped.criteria;
    if (!first) throw new Error("there is no criterion");
    const rubric = { ...shipped, criteria: [{ ...first, text: "Says something else." }, ...rest] };
    const covered = createOfflineJudge().covers?.(rubric);
    expect(covered?.has(first.id)).toBe(false);
    expect(covered?.size).toBe(listAllCriteria(rubric).length - 1);
  });

  it("has nothing for a problem that was made in the app, and opens no other file for its name", () => {
    expect(readLists({ ...shipped, problem: "made-in-the-app" }).size).toBe(0);
    expect(readLists({ ...shipped, problem: "../lists/voice-agent" }).size).toBe(0);
  });

  it("reads the lists that a rubric was stored with, and none of the file then", () => {
    const signals = { met: [["a word"]] };
    const criteria = shipped.criteria.map((one, at) => (at === 1 ? { ...one, signals } : one));
    const lists = readLists({ ...shipped, criteria });
    expect([...lists]).toEqual([[criteria[1]?.id, { signals: { ...signals, window: 2 } }]]);
  });
});

function toFile(slug: string): string {
  return `${slug}.json`;
}
