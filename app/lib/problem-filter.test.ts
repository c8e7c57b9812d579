import { describe, expect, it } from "vitest";
import type { ProblemCard } from "#server/problems/list-problems";
import {
  filterProblems,
  isFiltered,
  listChoices,
  readFilter,
  suggestFirst,
  suggestNext,
} from "./problem-filter";

function createCard(over: Partial<ProblemCard>): ProblemCard {
  return {
    slug: "rag",
    title: "RAG",
    summary: "",
    difficulty: "core",
    minutes: [30, 45, 60],
    tier: 1,
    topics: ["reranking", "chunking"],
    lenses: ["product"],
    best: null,
    bestJudged: null,
    openAttemptId: null,
    isTried: false,
    ...over,
  };
}

const problems = [
  createCard({ slug: "rag" }),
  createCard({ slug: "serving", tier: 2, minutes: [45], topics: ["batching"], lenses: ["ai_lab"] }),
  createCard({ slug: "agents", difficulty: "hard", lenses: ["ai_lab", "startup"] }),
];

function slugsFor(query: string): string[] {
  return filterProblems(problems, readFilter(new URLSearchParams(query))).map(({ slug }) => slug);
}

describe("filterProblems", () => {
  it("keeps all without a filter, and with the empty values a form sends", () => {
    expect(slugsFor("")).toEqual(["rag", "serving", "agents"]);
    expect(slugsFor("topic=&tier=&lens=&difficulty=&minutes=")).toEqual([
      "rag",
      "serving",
      "agents",
    ]);
  });

  it("filters by each part, and by all together", () => {
    expect(slugsFor("topic=chunking")).toEqual(["rag", "agents"]);
    expect(slugsFor("tier=2")).toEqual(["serving"]);
    expect(slugsFor("lens=ai_lab")).toEqual(["serving", "agents"]);
    expect(slugsFor("difficulty=hard")).toEqual(["agents"]);
    expect(slugsFor("minutes=30")).toEqual(["rag", "agents"]);
    expect(slugsFor("lens=ai_lab&minutes=30")).toEqual(["agents"]);
  });

  it("finds nothing for a value nobody has", () => {
    expect(slugsFor("tier=9")).toEqual([]);
    expect(slugsFor("topic=chunk")).toEqual([]);
  });
});

describe("the search", () => {
  it("takes no more than a hundred characters", () => {
    expect(readFilter(new URLSearchParams({ q: "x".repeat(5_000) })).q).toHaveLength(100);
  });

  it("counts as a filter", () => {
    expect(isFiltered(readFilter(new URLSearchParams("q=&tier=")))).toBe(false);
    expect(isFiltered(readFilter(new URLSearchParams("q=cache")))).toBe(true);
    expect(isFiltered(readFilter(new URLSearchParams("tier=1")))).toBe(true);
  });
});

describe("suggestFirst", () => {
  const long = createCard({ slug: "long", difficulty: "warm-up", minutes: [30] });
  const short = createCard({ slug: "short", difficulty: "warm-up", minutes: [20, 30] });

  const graded = { rag: "grade", long: "grade", short: "grade" } as const;

  it("is the shortest warm-up where a model grades all", () => {
    expect(suggestFirst([createCard({}), long, short], graded)?.slug).toBe("short");
  });

  it("is one that gets an estimate, even if it is harder and longer than those that don't", () => {
    const some = { short: "own_marks", rag: "estimate" } as const;
    expect(suggestFirst([short, createCard({})], some)?.slug).toBe("rag");
    expect(suggestNext([short, createCard({})], some)?.slug).toBe("rag");
  });

  it("is nothing where none gives a result, and for people who have begun with anything", () => {
    expect(suggestFirst([short], { short: "own_marks" })).toBeNull();
    expect(suggestFirst([createCard({ isTried: true }), short], graded)).toBeNull();
  });

  it("is followed by what gives a result, and then by the others", () => {
    const begun = createCard({ slug: "begun", isTried: true });
    const some = { short: "own_marks", rag: "estimate" } as const;
    expect(suggestNext([begun, short, createCard({})], some)?.slug).toBe("rag");
    expect(suggestNext([begun, short], some)?.slug).toBe("short");
  });
});

describe("listChoices", () => {
  it("lists each value once, numbers by size", () => {
    const choices = listChoices([
      createCard({ minutes: [60, 30, 20] }),
      createCard({ minutes: [45] }),
    ]);
    expect(choices.minutes).toEqual(["20", "30", "45", "60"]);
    expect(choices.topic).toEqual(["chunking", "reranking"]);
  });
});
