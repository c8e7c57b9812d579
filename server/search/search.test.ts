import { beforeAll, describe, expect, it } from "vitest";
import { measureSearch } from "../../test/support/measure-search";
import { readStudy } from "../study/read-study";
import type { Study } from "../study/study";
import { createSearch } from "./create-search";
import { searchTopics } from "./search-topics";

let study: Study;
beforeAll(async () => {
  study = await readStudy(".");
});

it("finds what hurried people mean among the first three, 51 times out of 60", async () => {
  const { count, share, missed } = await measureSearch("test/fixtures/search/queries.json");
  expect(count).toBe(60);
  expect(share, missed.map(({ query }) => query).join(", ")).toBeGreaterThanOrEqual(0.85);
});

describe("a topic's name", () => {
  const INFLECTIONS: Record<string, (word: string) => string> = {
    "in the other number": (word) => (word.endsWith("s") ? word.slice(0, -1) : `${word}s`),
    "as what was done": (word) => word.replace(/ing$/, "ed"),
    "as a verb": (word) => word.replace(/ations?$/, "e").replace(/ing$/, ""),
    "in capitals": (word) => word.toUpperCase(),
  };

  it.each(Object.entries(INFLECTIONS))("is found %s, among the first three", (_, inflect) => {
    for (const { slug, head } of study.topics.values()) {
      const query = head.title.split(" ").map(inflect).join(" ");
      expect(searchTopics(study, query).slice(0, 3), query).toContain(slug);
    }
  });
});

describe("a search", () => {
  const entry = (slug: string, title: string) => ({
    slug,
    title,
    topics: "",
    summary: "",
    text: "",
  });
  const search = createSearch([
    entry("mod", "Moderation of photos"),
    entry("feed", "Ranking a feed"),
  ]);

  it("takes a word's beginning while it is typed, and a slip in a long one", () => {
    expect(search("rank")).toEqual(["feed"]);
    expect(search("moderatoin")).toEqual(["mod"]);
  });

  it("takes another word for the same thing", () => {
    expect(search("toxic comments")).toEqual(["mod"]);
    expect(search("recommendations")).toEqual(["feed"]);
  });

  it("finds nothing for signs, for words that only ask, and for what isn't there", () => {
    expect(search("  ** (?: ")).toEqual([]);
    expect(search("what is the")).toEqual([]);
    expect(search("zeppelin")).toEqual([]);
  });
});
