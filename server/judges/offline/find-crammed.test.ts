import { describe, expect, it } from "vitest";
import { compileRubric } from "./compile-signals";
import { findCrammed, isReworded } from "./find-crammed";
import { judgeAnswers, RUBRIC, toRequest } from "./offline-judge.fixture";
import { readMaterial } from "./read-material";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

const STUFFED: Partial<Answers> = {
  components: "We rerank top candidates of the first list. Chunk heading overlap with tokens: 400.",
  architecture: "Cache with TTL expiry, memoise. Queue with ingest worker.",
  latency_cost: "Per query $0.004 with a query and each query.",
  evaluation: "Recall@5 and MRR with golden set and labelled.",
};
const HONEST: Partial<Answers> = {
  components:
    "rerank top 40 by cross-encoder, 90 ms\nsplit at headings, 400 tok, title in front of each piece",
  architecture:
    "cache answers by page version; TTL ten minutes\nqueue + ingest worker behind the CMS",
  latency_cost: "$0.004 per query at 3k tokens in",
  evaluation: "recall@5 ≥ 0.9 on 600 labelled questions from March",
};
const IDS = ["rerank", "chunks", "cache", "queue", "cost", "metrics"];

/** With so many criteria more, which nobody meets. */
function withOthers(rubric: Rubric, count: number): Rubric {
  const [first] = rubric.criteria;
  if (!first) throw new Error("no criterion");
  const others = Array.from({ length: count }, (_, index) => ({
    ...first,
    id: `other-${index}`,
    signals: { met: [["nobody says this"]], window: 1 },
  }));
  return { ...rubric, criteria: [...rubric.criteria, ...others] };
}

async function metOf(answers: Partial<Answers>): Promise<string[]> {
  const { of } = await judgeAnswers(answers);
  return IDS.filter((id) => of(id).verdict === "met");
}

describe("criteria in a row without words of one's own", () => {
  it("show nothing, though each line alone would", async () => {
    expect(await metOf({ components: "We rerank top candidates." })).toEqual(["rerank"]);
    expect(await metOf(STUFFED)).toEqual([]);
  });

  it("are still seen in a frame that returns, and with fluff in between", async () => {
    const framed = (words: string): string => `Our great design will handle ${words} very well.`;
    const stuffed = {
      components: `${framed("rerank and top candidates")} ${framed("cross-encoder and first list")}`,
      architecture: `${framed("cache and TTL")} ${framed("memoise and expire")} ${framed("queue and ingest")}`,
      evaluation: `${framed("recall@5 and a golden set")} ${framed("NDCG and labelled")}`,
    };
    expect(await metOf(stuffed)).toEqual([]);
    const fluff = "It is worth saying that good systems grow step by step in every company.";
    const between = Object.fromEntries(
      Object.entries(STUFFED).map(([id, text]) => [id, text.replace(". ", `. ${fluff} `)]),
    );
    expect(await metOf(between)).toEqual([]);
  });

  it("are honest in notes that say something each", async () => {
    expect(await metOf(HONEST)).toEqual(IDS);
  });

  it("don't take the honest lines around them down", async () => {
    const both = `${STUFFED.evaluation}\n\n${HONEST.evaluation}`;
    expect(await metOf({ ...STUFFED, evaluation: both })).toEqual(["metrics"]);
  });

  it("are let pass where they are a small part of the rubric", () => {
    const crammed = (rubric: Rubric): number =>
      Object.values(readMaterial(toRequest(STUFFED, { rubric })))
        .flat()
        .filter(({ discount }) => discount === "crammed").length;
    expect(crammed(RUBRIC)).toBeGreaterThan(0);
    expect(crammed(withOthers(RUBRIC, 20))).toBe(0);
  });

  it("are told from other sentences by object", () => {
    const material = readMaterial(toRequest(HONEST));
    expect(findCrammed(material, compileRubric(RUBRIC)).size).toBe(0);
  });
});

describe("isReworded", () => {
  it("knows the rubric's words in any order", () => {
    const material = readMaterial(
      toRequest({
        scenario:
          "The example of the answer stands here, pass for the reader: metrics, the matter that the design deals with. Reranking the best forty passages costs ninety milliseconds on two small machines.",
      }),
    );
    const compiled = compileRubric(RUBRIC);
    expect(material.scenario.map((sentence) => isReworded(sentence, compiled))).toEqual([
      true,
      false,
    ]);
  });
});
