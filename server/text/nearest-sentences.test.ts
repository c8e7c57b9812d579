import { describe, expect, it } from "vitest";
import { ANSWERS } from "../../test/support/grading-fixture";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { findNearest } from "./nearest-sentences";

const AT = { home: "latency_cost", most: 2 } as const;

function textsOf(wanted: string[], answers = ANSWERS, at: Parameters<typeof findNearest>[2] = AT) {
  return findNearest(wanted, answers, at).map(({ text }) => text);
}

describe("the nearest sentences", () => {
  it("share the words of what is wanted, in whatever inflection", () => {
    const [first] = textsOf(["Says what pages are caching, and for how many seconds."]);
    expect(first).toBe(
      "Result pages are cached for sixty seconds under the normalised query text.",
    );
  });

  it("come from any section, and stand where they say", () => {
    const near = findNearest(["An indexer consumes changes from a topic."], ANSWERS, AT);
    expect(near[0]).toMatchObject({ section: "architecture" });
    for (const { section, start, end, text } of near) {
      expect(ANSWERS[section].slice(start, end)).toBe(text);
    }
  });

  it("are those of the section that is asked for, where two say the same", () => {
    const said = "We keep every reply in the cache for one hour.";
    const answers = { ...EMPTY_ANSWERS, scenario: said, latency_cost: said };
    const near = findNearest(["A reply is in the cache for an hour."], answers, { ...AT, most: 1 });
    expect(near).toEqual([{ section: "latency_cost", start: 0, end: said.length, text: said }]);
  });

  it("are none where only small words or a single word are shared", () => {
    expect(textsOf(["It is there for all of them when they have it."])).toEqual([]);
    expect(textsOf(["Bananas are yellow before the gateway."])).toEqual([]);
    expect(textsOf(["Anything at all"], EMPTY_ANSWERS)).toEqual([]);
  });

  it("are in reading order, and no more than were asked for", () => {
    const near = textsOf(["queries, results and the cache of pages"], ANSWERS, { ...AT, most: 3 });
    const whole = Object.values(ANSWERS).join("\n");
    expect(near.length).toBeLessThanOrEqual(3);
    expect(near.map((text) => whole.indexOf(text))).toEqual(
      near.map((text) => whole.indexOf(text)).sort((a, b) => a - b),
    );
  });
});
