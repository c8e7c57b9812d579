import { describe, expect, it } from "vitest";
import { listTopicHistory } from "./topic-history";
import type { TopicMark } from "./topic-history";

function mark(day: string, topics: string[], verdict: TopicMark["verdict"]): TopicMark {
  return { at: new Date(`${day}T12:00:00Z`), topics, verdict };
}

describe("listTopicHistory", () => {
  it("shares out what was shown of a topic by week, the weakest topic first", () => {
    const history = listTopicHistory(
      [
        mark("2026-06-03", ["chunking", "reranking"], "met"),
        mark("2026-06-05", ["chunking"], "not_met"),
        mark("2026-06-08", ["chunking"], "partial"),
        mark("2026-06-14", ["reranking"], "met"),
      ],
      "UTC",
    );
    expect(history).toEqual({
      by: "week",
      periods: ["2026-06-01", "2026-06-08"],
      topics: [
        {
          slug: "chunking",
          percent: 50,
          marks: 3,
          cells: [
            { percent: 50, marks: 2 },
            { percent: 50, marks: 1 },
          ],
        },
        {
          slug: "reranking",
          percent: 100,
          marks: 2,
          cells: [
            { percent: 100, marks: 1 },
            { percent: 100, marks: 1 },
          ],
        },
      ],
    });
  });

  it("goes by month over a longer time, and leaves a gap where nothing was asked", () => {
    const { by, periods, topics } = listTopicHistory(
      [
        mark("2026-01-20", ["chunking"], "not_met"),
        mark("2026-03-02", ["reranking"], "met"),
        mark("2026-05-02", ["chunking"], "met"),
      ],
      "UTC",
    );
    expect({ by, periods }).toEqual({
      by: "month",
      periods: ["2026-01-01", "2026-03-01", "2026-05-01"],
    });
    expect(topics[0]?.cells).toEqual([{ percent: 0, marks: 1 }, null, { percent: 100, marks: 1 }]);
  });

  it("puts a mark into the reader's week", () => {
    const late = [{ at: new Date("2026-06-07T23:00:00Z"), topics: ["a"], verdict: "met" } as const];
    expect(listTopicHistory(late, "UTC").periods).toEqual(["2026-06-01"]);
    expect(listTopicHistory(late, "Europe/Berlin").periods).toEqual(["2026-06-08"]);
  });

  it("is empty without marks", () => {
    expect(listTopicHistory([], "UTC")).toEqual({ periods: [], by: "week", topics: [] });
  });
});
