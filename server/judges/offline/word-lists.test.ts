import { describe, expect, it } from "vitest";
import { readPieces } from "../../text/pieces";
import { findQuantities } from "../../text/quantities";
import { findScraps, isBareNaming, isWordList } from "./word-lists";

function isList(text: string): boolean {
  return isWordList(text, readPieces(text), findQuantities(text).length);
}

function isBare(text: string): boolean {
  return isBareNaming(readPieces(text), "prose", findQuantities(text).length);
}

describe("isWordList", () => {
  it.each([
    "rerank cross-encoder top candidates chunk heading overlap BM25 dense hybrid cache golden set",
    "puts, step, first, list, candidates, prompt, raises, precision, 40, reranker, model, 5, filters",
    "We use BM25, Pinecone, Kafka, Redis, GPT-4, LangChain, Kubernetes, Grafana and Postgres.",
    "20 per second, tasks/h\nshipment, reverse it\nscript, three of the four, no need for",
    "45,000, 1.7k, 20 per second, docs",
  ])("a list: %s", (text) => {
    expect(isList(text)).toBe(true);
  });

  it.each([
    "hybrid: BM25 + dense, RRF, top 40 → cross-encoder → 5; ~90 ms",
    "GPUs full: Quill + Helm first, small teams next, Tariff preempted",
    "batch nightly: median price/category, seller reply rate; stream < 10 s: last taps, piece views",
    "split at headings, ~400 tok, never inside a table or step list",
    "gateway 40 ms, embedding 30, search 70, first token 700",
    "gw mints token per call -- 3 min, one audience, one action",
    "hit@3 / nDCG vs 500 agent-labelled q-page pairs, drawn from tickets",
    "hit@3 / nDCG vs 500 agent-labelled q-page pairs.",
    "per call -- task, on-behalf-of operator, agent ver, args, result hash, approver, mail id; 7 y WORM",
    "log/call: task, on-behalf-of op, agent ver, args, result hash, approver, mail id; WORM, 7 y",
    "One immutable row a call: user, agent build, tool, args, source doc + page, approver, time.",
  ])("honest notes: %s", (text) => {
    expect(isList(text)).toBe(false);
  });
});

describe("isWordList in a table", () => {
  it("lets a row of a few cells stand, and no row of many", () => {
    const row =
      "exposure bias | random bucket of traffic | estimated examination | inverse propensity loss";
    const names = Array.from({ length: 9 }, (_, at) => `term${at} name`).join(" | ");
    const isRowList = (text: string): boolean => isWordList(text, readPieces(text), 0, "row");
    expect([row, names].map(isRowList)).toEqual([false, true]);
  });
});

describe("isBareNaming", () => {
  it.each([
    "We use a reranker and a cache.",
    "Hybrid search is all the rage, and Elastic, Weaviate and Vespa each offer it in some flavour.",
    "LLM-as-a-judge is an active field of research with known biases.",
    "Metadata is a powerful concept in RAG, since every chunk may carry attributes.",
  ])("says nothing: %s", (text) => {
    expect(isBare(text)).toBe(true);
  });

  it.each([
    "A cross-encoder puts the best passages first.",
    "Position bias is a well-known trap, so we weigh each click by where it was shown.",
    "The biggest risk in this design is a stale page: 450 edits a day.",
  ])("says something: %s", (text) => {
    expect(isBare(text)).toBe(false);
  });
});

describe("findScraps", () => {
  const read = (text: string, discount: "word_list" | null = null) => ({
    pieces: readPieces(text),
    discount,
  });
  const terms = read(
    "cache, index, shard, replica, queue, topic, broker, lease, epoch, token, prompt, batch, ".repeat(
      4,
    ),
    "word_list",
  );
  const scrap = read("34 percent, deserve text");
  const sentence = read("The index is split into forty shards.");

  it("takes scraps for terms where most of an answer is lists", () => {
    expect(findScraps([terms, scrap, sentence])).toEqual([scrap]);
  });

  it("leaves honest notes alone, a list of terms among them or not", () => {
    const notes = Array.from({ length: 20 }, () => read("shards 40, replicas 3, lease 5 s each"));
    expect(findScraps([terms, ...notes])).toEqual([]);
    expect(findScraps([scrap, sentence])).toEqual([]);
  });
});
