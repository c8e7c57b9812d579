import { describe, expect, it } from "vitest";
import { kindOf } from "../../diagram/components";
import type { ComponentKind } from "../../diagram/diagram.schema";
import { insertShape } from "../edit/insert-shape";
import { countedChance } from "../edit/testing-chance";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { findShapes, SHAPE_GROUPS } from "./shape-library";

const SHAPES = SHAPE_GROUPS.flatMap(({ shapes }) => shapes);

/** Written down beside the library, not computed from it: what a person would say each one is. */
const KINDS: Record<string, ComponentKind> = {
  Client: "client",
  "Mobile app": "client",
  CDN: "cdn",
  "Load balancer": "load_balancer",
  "API gateway": "gateway",
  "Rate limiter": "gateway",
  "Identity provider": "external",
  "External system": "external",
  Service: "service",
  Orchestrator: "service",
  Retriever: "service",
  Agent: "service",
  Tool: "service",
  "MCP server": "service",
  Worker: "worker",
  Scheduler: "scheduler",
  Queue: "queue",
  "Event stream": "stream",
  LLM: "llm",
  "Small language model": "llm",
  "Model router": "gateway",
  "LLM gateway": "gateway",
  "Embedding model": "embedding_model",
  Reranker: "reranker",
  "Ranking model": "model",
  Classifier: "model",
  "Model server": "model",
  "GPU pool": "model",
  "Vector store": "vector_store",
  "Lexical index": "search_index",
  "Relational database": "database",
  "Document store": "database",
  "Key value store": "database",
  "Graph database": "database",
  "Object store": "object_store",
  Cache: "cache",
  "Semantic cache": "cache",
  "Prefix cache": "cache",
  "Session store": "database",
  "Feature store": "feature_store",
  "Data warehouse": "database",
  "Content source": "external",
  "Ingestion worker": "worker",
  Chunker: "worker",
  "Batch job": "worker",
  "Training job": "training",
  "Fine tuning job": "training",
  "Model registry": "model_registry",
  "Prompt registry": "model_registry",
  "Input guardrail": "guardrail",
  "Output guardrail": "guardrail",
  "PII redaction": "guardrail",
  Evaluation: "evaluation",
  "LLM judge": "evaluation",
  "Golden set": "evaluation",
  "A/B test": "evaluation",
  "Human review": "human",
  Labelling: "human",
  Monitoring: "monitoring",
  Tracing: "monitoring",
  "Drift detection": "monitoring",
};

function put(before: readonly SceneElement[], changed: readonly SceneElement[]): SceneElement[] {
  const all = new Map(before.map((element) => [element.id, element]));
  for (const element of changed) all.set(element.id, element);
  return [...all.values()];
}
const read = (elements: SceneElement[]) => readDiagram({ elements, files: {} });
const CENTRE = { at: { x: 0, y: 0 } };

describe("the shape library", () => {
  it("has every shape once, each with a kind", () => {
    expect(SHAPES.map(({ name }) => name).sort()).toEqual(Object.keys(KINDS).sort());
    expect(new Set(SHAPES.map(({ id }) => id)).size).toBe(SHAPES.length);
  });

  it.each(SHAPES.map((shape) => [shape.name, shape] as const))(
    "is read: %s, and an arrow binds to it",
    (name, shape) => {
      const chance = countedChance();
      const first = insertShape([], shape, CENTRE, chance);
      expect(read(first.changed).nodes).toMatchObject([
        { label: name, kind: KINDS[name], notes: [] },
      ]);
      const next = insertShape(
        first.changed,
        { id: "next", name: "Next", shape: "box", words: "" },
        { ...CENTRE, nextTo: first.boxId },
        chance,
      );
      const diagram = read(put(first.changed, next.changed));
      expect(diagram.edges).toMatchObject([{ direction: "forward", binding: "bound" }]);
      expect(diagram).toMatchObject({ unreadable: [], annotations: [], containers: [] });
    },
  );

  it("puts all of them on one canvas without one covering another", () => {
    const chance = countedChance();
    let elements: SceneElement[] = [];
    for (const shape of SHAPES)
      elements = put(elements, insertShape(elements, shape, CENTRE, chance).changed);
    const diagram = read(elements);
    expect(diagram.nodes.map(({ label }) => label).sort()).toEqual(Object.keys(KINDS).sort());
    expect(diagram).toMatchObject({ containers: [], unreadable: [], edges: [] });
  });

  it("finds shapes by the beginnings of words, names first", () => {
    const names = (query: string) =>
      findShapes(query).flatMap(({ shapes }) => shapes.map(({ name }) => name));
    expect(names("")).toHaveLength(SHAPES.length);
    expect(names("vec")[0]).toBe("Vector store");
    expect(names("bm25")).toEqual(["Lexical index"]);
    expect(names("sem cac")).toEqual(["Semantic cache"]);
    expect(names("gpu")[0]).toBe("GPU pool");
    expect(names("kubernetes")).toEqual([]);
  });
});

describe("new words of the lexicon", () => {
  it("keeps a plain router a router", () => {
    expect(kindOf("Router")).toBe("load_balancer");
    expect(kindOf("LLM router")).toBe("gateway");
  });
});
