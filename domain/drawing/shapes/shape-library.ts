import type { Shape } from "../outline/outline";

/**
 * One shape of the library: a box that carries its name, so that the reader names it and tells what
 * kind of component it is. The colour comes from the kind, as in drawings made of lines.
 */
export type LibraryShape = {
  /** Goes with the element as customData.paletteItem. */
  id: string;
  /** Its label until somebody writes another. */
  name: string;
  shape: Shape;
  /** Further words by which it is found. */
  words: string;
};

export type ShapeGroup = { title: string; shapes: readonly LibraryShape[] };

const box = (name: string, words = ""): LibraryShape => toShape(name, "box", words);
const store = (name: string, words = ""): LibraryShape => toShape(name, "store", words);
const person = (name: string, words = ""): LibraryShape => toShape(name, "person", words);
const decision = (name: string, words = ""): LibraryShape => toShape(name, "decision", words);

function toShape(name: string, shape: Shape, words: string): LibraryShape {
  return { id: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"), name, shape, words };
}

/** What ML and LLM systems are made of, in the order in which a request meets them. */
export const SHAPE_GROUPS: readonly ShapeGroup[] = [
  {
    title: "People and entry",
    shapes: [
      person("Client", "user customer browser frontend"),
      person("Mobile app", "ios android phone device"),
      box("CDN", "edge cache content delivery"),
      box("Load balancer", "lb alb traffic"),
      box("API gateway", "ingress proxy entry auth"),
      box("Rate limiter", "quota throttle limit"),
      person("Identity provider", "login oauth sso auth"),
      person("External system", "third party vendor partner"),
    ],
  },
  {
    title: "Serving",
    shapes: [
      box("Service", "api server backend application"),
      box("Orchestrator", "chain workflow plan"),
      box("Retriever", "rag retrieval search recall"),
      box("Agent", "planner loop assistant"),
      box("Tool", "function call action plugin"),
      box("MCP server", "tool model context protocol"),
      box("Worker", "consumer background async job"),
      box("Scheduler", "cron airflow batch trigger"),
      box("Queue", "sqs rabbitmq jobs buffer"),
      box("Event stream", "kafka kinesis log topic events"),
    ],
  },
  {
    title: "Models",
    shapes: [
      box("LLM", "large language model generator gpt completion"),
      box("Small language model", "slm router cheap cascade draft"),
      decision("Model router", "cascade choose small large fallback"),
      box("LLM gateway", "model proxy provider fallback keys"),
      box("Embedding model", "embedder encoder vector"),
      box("Reranker", "cross encoder rerank second stage"),
      box("Ranking model", "ranker scorer recommend ctr"),
      box("Classifier", "intent detect label predict"),
      box("Model server", "inference serving triton vllm prediction"),
      box("GPU pool", "accelerator cluster nodes autoscale batch"),
    ],
  },
  {
    title: "Stores",
    shapes: [
      store("Vector store", "ann hnsw index embeddings pgvector"),
      store("Lexical index", "bm25 keyword full text inverted search"),
      store("Relational database", "postgres sql mysql table store"),
      store("Document store", "mongodb json nosql"),
      store("Key value store", "dynamodb kv lookup"),
      store("Graph database", "neo4j knowledge entities"),
      store("Object store", "s3 blob files bucket documents"),
      store("Cache", "redis memcached hot"),
      store("Semantic cache", "answers similar embeddings llm"),
      store("Prefix cache", "kv prompt attention tokens"),
      store("Session store", "conversation memory history chat"),
      store("Feature store", "online offline features feast"),
      store("Data warehouse", "bigquery snowflake analytics olap"),
    ],
  },
  {
    title: "Data and training",
    shapes: [
      person("Content source", "documents wiki crawl upstream"),
      box("Ingestion worker", "etl pipeline load crawl index"),
      box("Chunker", "split parse documents passages"),
      box("Batch job", "nightly offline spark precompute"),
      box("Training job", "train learn gpu distributed"),
      box("Fine tuning job", "lora sft adapter train"),
      store("Model registry", "versions artifacts weights deploy"),
      store("Prompt registry", "versions templates prompts"),
    ],
  },
  {
    title: "Safety and quality",
    shapes: [
      box("Input guardrail", "injection filter moderation safety prompt"),
      box("Output guardrail", "filter moderation safety grounding validator"),
      box("PII redaction", "privacy mask personal data"),
      box("Evaluation", "offline eval metrics quality test"),
      box("LLM judge", "eval grade score quality"),
      store("Golden set", "test labelled examples regression"),
      box("A/B test", "experiment online split canary"),
      person("Human review", "hitl approve escalate moderation"),
      person("Labelling", "annotation ground truth annotators"),
      box("Monitoring", "metrics dashboard alert observability latency"),
      box("Tracing", "logs spans debug observability"),
      box("Drift detection", "data shift quality alert"),
    ],
  },
];

/**
 * The shapes that fit what was typed, best first within their groups; all for an empty query. Every
 * word typed must begin a word of the name or of what else it is known by.
 */
export function findShapes(query: string): ShapeGroup[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [...SHAPE_GROUPS];
  return SHAPE_GROUPS.flatMap(({ title, shapes }) => {
    const fits = shapes.flatMap((shape) => {
      const rank = rankOf(shape, wanted);
      return rank === null ? [] : [{ shape, rank }];
    });
    fits.sort((a, b) => a.rank - b.rank);
    return fits.length === 0 ? [] : [{ title, shapes: fits.map(({ shape }) => shape) }];
  }).sort((a, b) => bestRank(a, wanted) - bestRank(b, wanted));
}

function bestRank(group: ShapeGroup, wanted: readonly string[]): number {
  return Math.min(...group.shapes.map((shape) => rankOf(shape, wanted) ?? Infinity));
}

/** 0: the name begins so; 1: the name holds it; 2: another word does. Null: it does not fit. */
function rankOf({ name, words }: LibraryShape, wanted: readonly string[]): number | null {
  const inName = wordsOf(name);
  const all = [...inName, ...wordsOf(words)];
  const begins = (list: readonly string[]) =>
    wanted.every((word) => list.some((known) => known.startsWith(word)));
  if (begins(inName)) return inName[0]?.startsWith(wanted[0] ?? "") ? 0 : 1;
  return begins(all) ? 2 : null;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
