import { describe, expect, it } from "vitest";
import type { ProblemCard } from "#server/problems/list-problems";
import { filterProblems, listChoices, readFilter } from "./problem-filter";

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
    openAttemptId: null,
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

describe("listChoices", () => {
  it("lists each value once, numbers by size", () => {
    const choices = listChoices([createCard({ minutes: [60, 30] }), createCard({ minutes: [45] })]);
    expect(choices.minutes).toEqual(["30", "45", "60"]);
    expect(choices.topic).toEqual(["chunking", "reranking"]);
  });
});
