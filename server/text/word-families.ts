import { VALUE_BY_WORD } from "./number-words";
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

/** The usual short forms in notes. Those that are words of their own ("min", "id", "lat") are left out. */
const SHORT_FORMS = [
  "request req reqs",
  "token tok toks",
  "context ctx",
  "maximum max",
  "average avg",
  "document doc",
  "conversation conv convo",
  "message msg",
  "customer cust",
  "configuration config cfg",
  "database db",
  "gateway gw",
  "production prod",
  "operator op",
  "service svc",
  "parameter param",
  "throughput tput",
  "probability prob",
  "description desc descr",
  "answer ans",
  "question qn",
  "experiment expt",
  "previous prev",
  "original orig",
  "approximately approx",
  "category cat",
  "priority prio",
  "account acct",
  "amount amt",
  "transaction txn",
  "week wk wkly",
  "month mo mth",
  "year yr",
  "hour hr",
  "second sec secs",
  "administrator admin",
  "specification spec",
  "attribute attr",
  "reference ref",
  "environment env",
  "instruction instr",
  "reproducible repro",
  "confidence conf",
  "threshold thresh thr",
  "application app",
  "escalation esc",
  "generation gen",
  "evaluation eval evals",
  "retrieval retr",
  "embedding emb",
  "concurrency conc",
  "utilisation utilization util",
  "precision prec",
  "distribution distr",
  "memory mem",
  "language lang",
  "feature feat",
  "candidate cand",
  "duplicate dup dupe",
  "version ver",
  "server srv",
  "idempotency idem",
  "evening eve",
  "source src",
  "error err",
  "invoice inv",
  "picture pic",
];

/** "Seventy" and "70" are one number. Small ones stand for too much: "one", "all four", "5 of 7". */
const NUMBERS = [...VALUE_BY_WORD]
  .filter(([word, value]) => value >= 10 && !word.includes(" "))
  .map(([word, value]) => `${value} ${word}`);

const FAMILY_BY_STEM = new Map<string, string>();
for (const family of [...FAMILIES, ...SHORT_FORMS, ...NUMBERS]) {
  const stems = family.split(" ").map(stemWord);
  // A short form of a word that has a family already joins it.
  const name = stems.map((stem) => FAMILY_BY_STEM.get(stem)).find(Boolean) ?? `=${stems[0] ?? ""}`;
  for (const stem of stems) FAMILY_BY_STEM.set(stem, name);
}

/** The family of a stem ("=rerank"), null for a word that has none. */
export function familyOf(stem: string): string | null {
  return FAMILY_BY_STEM.get(stem) ?? null;
}
