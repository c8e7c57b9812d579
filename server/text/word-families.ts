import { stemWord } from "./stems";

/**
 * Words that name the same act, tool or result in this field, and that no rule of inflection
 * brings together without merging others ("customer" and "custom", "user" and "use").
 */
const FAMILIES = [
  "rerank reranker",
  "retrieve retriever retrieval",
  "encode encoder",
  "embed embedder",
  "classify classifier classification",
  "evaluate evaluator evaluation",
  "generate generator generation",
  "ingest ingester ingestion",
  "index indexer indices",
  "route router",
  "chunk chunker",
  "cite citation",
  "redact redaction redactor",
  "moderate moderation moderator",
  "summarize summarizer summarization",
  "tokenize tokenizer tokenization",
  "quantize quantization quantizer",
  "deduplicate deduplication dedupe dedup",
  "replicate replica replication",
  "schedule scheduler",
  "monitor monitoring",
  "annotate annotation annotator",
  "label labeller labeler",
  "recommend recommender recommendation",
  "validate validator validation",
  "deploy deployment",
  "escalate escalation",
  "hallucinate hallucination",
  "compress compression",
  "distill distillation distil",
  "personalize personalization",
  "authorize authorization",
  "authenticate authentication",
  "encrypt encryption",
  "anonymize anonymization",
  "invalidate invalidation",
  "expire expiry expiration",
  "orchestrate orchestrator orchestration",
  "segment segmentation",
  "calibrate calibration",
  "degrade degradation",
  "measure measurement",
  "judge judgement judgment",
  "parse parser",
  "crawl crawler",
  "filter filtration",
  "limit limiter limitation",
  "throttle throttler",
  "scale scaler",
  "autoscale autoscaler",
  "rewrite rewriter",
  "ground groundedness",
  "refuse refusal",
  "approve approval",
  "isolate isolation",
  "detect detector detection",
  "predict predictor prediction",
  "optimize optimizer optimization",
  "explain explanation",
  "experiment experimentation",
];

const FAMILY_BY_STEM = new Map<string, string>();
for (const family of FAMILIES) {
  const words = family.split(" ");
  for (const word of words) FAMILY_BY_STEM.set(stemWord(word), `=${words[0] ?? ""}`);
}

/** The family of a stem ("=rerank"), null for a word that has none. */
export function familyOf(stem: string): string | null {
  return FAMILY_BY_STEM.get(stem) ?? null;
}
