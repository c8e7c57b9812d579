import { expect, test } from "vitest";

import { kindOf } from "./components";

test.each([
  ["Redis", "cache"],
  ["Semantic cache (Redis)", "cache"],
  ["Embedding cache", "cache"],
  ["LLM gateway", "gateway"],
  ["API Gateway", "gateway"],
  ["Load Balancer", "load_balancer"],
  ["Vector database (pgvector on Postgres)", "vector_store"],
  ["Azure AI Search (Vector database)", "search_index"],
  ["Postgres (pgvector)", "vector_store"],
  ["PostgreSQL", "database"],
  ["VectorDB", "vector_store"],
  ["Kafka", "stream"],
  ["Message queue", "queue"],
  ["Queue consumers", "worker"],
  ["Embedding service", "embedding_model"],
  ["Cross-encoder reranker", "reranker"],
  ["Re-ranker", "reranker"],
  ["GPT-4o", "llm"],
  ["vLLM servers", "llm"],
  ["Guardrails", "guardrail"],
  ["PII redaction", "guardrail"],
  ["Grafana dashboards", "monitoring"],
  ["Offline evaluation", "evaluation"],
  ["Feature store", "feature_store"],
  ["Model registry", "model_registry"],
  ["S3 bucket", "object_store"],
  ["Elasticsearch", "search_index"],
  ["Airflow", "scheduler"],
  ["Users", "client"],
  ["Human reviewers", "human"],
  ["Orders service", "service"],
  ["Training job", "training"],
  ["CDN", "cdn"],
  ["Scraper", "worker"],
  ["Blue thing", null],
  ["", null],
])("%s is %s", (label, kind) => {
  expect(kindOf(label)).toBe(kind);
});
