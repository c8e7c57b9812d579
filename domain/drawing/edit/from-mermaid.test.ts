import { describe, expect, it } from "vitest";
import { parseOutline } from "../outline/parse-outline";
import { fromMermaid, isMermaid, readMermaid } from "./from-mermaid";

const CHART = `flowchart LR
  %% the answer path
  user((Customer)) -->|question| gw[API gateway]
  gw --> r{{"Retriever: hybrid"}} & cache[(Semantic cache)]
  subgraph serve [Serving]
    r -- best 40 --> rr(Reranker)
    rr ==> llm[LLM<br/>70B]
  end
  llm -.-> gw; llm --- log[(Log)]
  q{Safe?} <--> llm
  classDef hot fill:#f96
  class llm hot`;

describe("a Mermaid flowchart as an outline", () => {
  it("keeps nodes, shapes, links, labels and subgraphs", () => {
    const { boxes, containers, edges } = parseOutline(fromMermaid(CHART));
    expect(boxes.map(({ name, shape, container }) => [name, shape, container])).toEqual([
      ["Customer", "box", null],
      ["API gateway", "box", null],
      ["Semantic cache", "store", null],
      ["Log", "store", null],
      ["Safe?", "decision", null],
      ["Retriever: hybrid", "box", "serving"],
      ["Reranker", "box", "serving"],
      ["LLM 70B", "box", "serving"],
    ]);
    expect(containers.map(({ name }) => name)).toEqual(["Serving"]);
    expect(edges.map((e) => `${e.from} ${e.direction} ${e.to}: ${e.label}`)).toEqual([
      "customer forward api gateway: question",
      "api gateway forward retriever: hybrid: null",
      "api gateway forward semantic cache: null",
      "retriever: hybrid forward reranker: best 40",
      "reranker forward llm 70b: null",
      "llm 70b forward api gateway: null",
      "llm 70b none log: null",
      "safe? both llm 70b: null",
    ]);
  });

  it("tells two nodes with one text apart", () => {
    const { boxes } = parseOutline(fromMermaid("graph TD\na[Worker] --> b[Worker]"));
    expect(boxes.map(({ name }) => name)).toEqual(["Worker", "Worker (b)"]);
  });

  it.each([
    ["flowchart LR\nA[open --> B", "Line 2"],
    ["graph TD\nA -->", "Line 2"],
    ["graph TD\nA ~~~ B", "Line 2"],
    ["graph TD\nend", "Line 2"],
    ["graph TD\nsubgraph x\nA", "no end"],
  ])("names the line of a mistake: %j", (text, reason) => {
    expect(() => fromMermaid(text)).toThrow(reason);
  });

  it("knows Mermaid from plain lines", () => {
    expect(isMermaid("  graph TD\nA-->B")).toBe(true);
    expect(isMermaid("%% note\nflowchart LR")).toBe(true);
    expect(isMermaid("graph TD; A-->B")).toBe(true);
    expect(isMermaid("Graph store -> B")).toBe(false);
    expect(isMermaid("graph lr index -> B")).toBe(false);
  });
});

it("reads the rest of a flowchart in which lines are broken, each whole or not at all", () => {
  const { outline, errors } = readMermaid(
    "flowchart LR\n a[Cache] --> b[(Log)]\n a --> c[Queue] --> d[open\n b --> e[LLM]\n end",
  );
  expect(errors.map(({ line }) => line)).toEqual([3, 5]);
  expect(outline.split("\n")).toEqual([
    '"Cache" [box]',
    '"Log" [store]',
    '"LLM" [box]',
    '"Cache" -> "Log"',
    '"Log" -> "LLM"',
  ]);
});
