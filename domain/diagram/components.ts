import { normalize } from "../text/normalize";
import type { ComponentKind } from "./diagram.schema";

/**
 * Words that tell what a component is. Products stand beside the nouns: people label a box with either.
 * Phrases are matched word by word, singular and plural alike.
 */
const WORDS: Record<ComponentKind, string> = {
  client:
    "client, user, customer, browser, web app, webapp, web ui, ui, frontend, front end, mobile, mobile app, ios, android, app, widget, website, chat website, chat ui, device, end user, consumer app, sdk",
  cdn: "cdn, cloudfront, fastly, akamai, edge cache, content delivery network",
  gateway:
    "gateway, api gateway, apigw, ingress, kong, envoy, reverse proxy, proxy, bff, edge router, rate limiter, apigee, model router, llm router, prompt router",
  load_balancer: "load balancer, lb, alb, elb, nlb, haproxy, balancer, nginx, router",
  service:
    "service, api, server, backend, back end, microservice, lambda, function, orchestrator, retriever, controller, handler, engine, application server, agent, ranker service, tool",
  worker:
    "worker, consumer, processor, etl, ingestion, ingester, ingestor, chunker, chunking, parser, crawler, scraper, indexer, batch job, spark, pipeline, preprocessor, job, loader, extractor, ocr",
  scheduler: "scheduler, cron, cronjob, airflow, temporal, dagster, prefect, argo, workflow engine",
  queue:
    "queue, sqs, rabbitmq, message q, message bus, message broker, broker, dead letter queue, dlq, celery, bullmq, pub sub, pubsub, sns, topic exchange, service bus",
  stream:
    "stream, kafka, kinesis, event bus, event hub, topic, flink, event log, pulsar, redpanda, eventbridge, cdc, debezium",
  cache: "cache, redis, memcached, elasticache, valkey, semantic cache, response cache, kv cache",
  database:
    "database, db, postgres, postgresql, mysql, mariadb, dynamodb, cassandra, mongodb, mongo, sql, rds, aurora, spanner, cosmos db, cosmosdb, sqlite, scylla, firestore, influxdb, timescale, clickhouse, bigquery, snowflake, redshift, data warehouse, warehouse, kv store, key value store, metadata store, session store, document store, graph db, neo4j, storage, data store",
  object_store:
    "object store, object storage, blob store, blob storage, s3, gcs, bucket, minio, data lake, datalake, file store, file storage, hdfs",
  vector_store:
    "vector store, vector db, vector database, vector index, vectordb, pgvector, pinecone, weaviate, qdrant, milvus, chroma, chromadb, faiss, embedding store, embedding index, ann index, hnsw, vespa, knowledge base index",
  search_index:
    "search index, elasticsearch, elastic search, opensearch, solr, lucene, bm25, inverted index, keyword index, lexical index, keyword search, full text search, full text index, ai search, cognitive search, hybrid index, meilisearch, typesense",
  feature_store: "feature store, feast, tecton, online features, feature db",
  model_registry:
    "model registry, mlflow, model store, model repository, prompt registry, model catalog, artifact registry",
  embedding_model:
    "embedding model, embedder, embedding, encoder, embedding service, embedding api, text embedding, bi encoder, query encoder, vectorizer, clip",
  reranker:
    "reranker, re ranker, rerank, reranking, re ranking, cross encoder, reranking model, rerank model, rerank service, cohere rerank",
  llm: "llm, large language model, gpt, chatgpt, claude, gemini, llama, mistral, qwen, openai, azure openai, anthropic, bedrock, vllm, llm service, llm server, llm api, generator, generation model, language model, foundation model, llm inference, tgi, ollama, ai model",
  model:
    "model, classifier, ranker, ranking model, model server, model serving, inference, inference server, predictor, prediction service, triton, torchserve, scoring service, recommender, two tower, xgboost, detector, scorer, gpu pool, gpu cluster",
  training:
    "training, trainer, train, training job, fine tuning job, training pipeline, fine tuning, finetuning, fine tune, retraining, sagemaker training, kubeflow",
  guardrail:
    "guardrail, moderation, content filter, safety filter, safety, pii redaction, pii, redaction, redactor, input filter, output filter, policy check, prompt shield, injection filter, toxicity filter, llama guard, validator",
  evaluation:
    "evaluation, evaluator, eval, evals, judge, llm judge, offline eval, online eval, golden set, gold set, test set, eval set, benchmark, a b test, ab test, experiment, experimentation",
  monitoring:
    "monitoring, monitor, metrics, metric, prometheus, grafana, datadog, logging, logs, log, tracing, traces, observability, alerting, alert, dashboard, sentry, langfuse, langsmith, opentelemetry, drift detection, drift detector, log analytics, loki, splunk",
  human:
    "human, reviewer, human review, human agent, support agent, annotator, labeler, labeller, labeling, labelling, annotation, moderator, operator, analyst, expert, admin, human in the loop, hitl",
  external:
    "external, third party, 3rd party, partner, vendor, cms, crm, zendesk, salesforce, slack, github, stripe, payment provider, confluence, jira, sharepoint, content source, source system, data source, identity provider, idp, oauth, email",
};

/** Say little: they count only where nothing more telling is named. */
const VAGUE: ReadonlySet<ComponentKind> = new Set(["service", "model", "database", "external"]);

/** A longer label is a name and a description: only the first words are the name. */
const MAX_NAME_WORDS = 8;
const DESCRIBED_NAME_WORDS = 5;

type Phrase = { kind: ComponentKind; words: string[] };

const PHRASES: readonly Phrase[] = Object.entries(WORDS).flatMap(([kind, list]) =>
  list.split(",").map((phrase) => ({ kind: asKind(kind), words: wordsOf(phrase) })),
);

function asKind(kind: string): ComponentKind {
  const known = (Object.keys(WORDS) as ComponentKind[]).find((k) => k === kind);
  if (!known) throw new Error(`Unknown kind ${kind}`);
  return known;
}

/** Phrases by their last word: of some 400 only a handful can fit a label. */
const BY_LAST_WORD = new Map<string, Phrase[]>();
for (const phrase of PHRASES) {
  const last = phrase.words[phrase.words.length - 1] ?? "";
  BY_LAST_WORD.set(last, [...(BY_LAST_WORD.get(last) ?? []), phrase]);
}

/**
 * What a label says its component is, or null. In "LLM gateway" or "embedding cache" the last word
 * names the thing, so the phrase that ends last wins, then the longer; a vague one ("service",
 * "database") yields to any other, and what stands in brackets counts only after what stands before.
 */
export function kindOf(label: string): ComponentKind | null {
  // A box may list its contents under its name: "Reviews - id - user".
  const name = label.split(/ [-–•*] |: /)[0] ?? label;
  const open = name.indexOf("(");
  const head = bestPhrase(open > 0 ? name.slice(0, open) : name);
  const rest = open > 0 ? bestPhrase(name.slice(open)) : null;
  if (head && (!VAGUE.has(head) || !rest || VAGUE.has(rest))) return head;
  return rest ?? head;
}

function bestPhrase(label: string): ComponentKind | null {
  const all = wordsOf(label);
  const words = all.length > MAX_NAME_WORDS ? all.slice(0, DESCRIBED_NAME_WORDS) : all;
  let best: Match | null = null;
  for (const [at, word] of words.entries())
    for (const phrase of BY_LAST_WORD.get(word) ?? []) {
      const match = { phrase, end: at + 1 };
      if (endsAt(words, match) && (!best || isBetter(match, best))) best = match;
    }
  return best?.phrase.kind ?? null;
}

type Match = { phrase: Phrase; end: number };

function isBetter(a: Match, b: Match): boolean {
  const vague = Number(VAGUE.has(a.phrase.kind)) - Number(VAGUE.has(b.phrase.kind));
  if (vague !== 0) return vague < 0;
  if (a.end !== b.end) return a.end > b.end;
  return a.phrase.words.length > b.phrase.words.length;
}

function endsAt(words: readonly string[], { phrase, end }: Match): boolean {
  const start = end - phrase.words.length;
  return start >= 0 && phrase.words.every((word, i) => words[start + i] === word);
}

/** Lower-case words without plural s; camelCase and punctuation part words. */
export function wordsOf(text: string): string[] {
  return normalize(text, "NFKC")
    .replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word));
}
