import { stemWord } from "../text/stems";

/**
 * Parts, techniques and products that designs are made of. Said in an interviewer's answer and in
 * nothing that the candidate was told, each would be a piece of the solution. It can't be whole:
 * restrict-to-facts.ts has other checks beside it.
 */
const FIELD_WORDS = `
cache caching memcached redis valkey cdn queue kafka pulsar rabbitmq kinesis sqs pubsub flink spark airflow
dagster ray database postgres postgresql mysql mongodb cassandra dynamodb bigquery snowflake clickhouse duckdb
s3 elasticsearch opensearch lucene bm25 shard sharding replica replication partition index indexing
embedding embed vector pinecone milvus qdrant weaviate faiss pgvector hnsw ivf chunk chunking rerank reranker
cross-encoder encoder bi-encoder retrieval retriever rag graphrag hybrid dense sparse lexical semantic
fine-tune fine-tuning finetune finetuning lora qlora adapter dpo rlhf ppo grpo distill distillation quantize
quantization fp8 int8 int4 awq gptq prefill decode speculative batching paged pagedattention vllm tensorrt
triton sglang kv tensor pipeline parallelism fsdp megatron deepspeed checkpointing nccl
multi-agent orchestrator planner router classifier guardrail moderation mcp langchain langgraph
prompt prompting few-shot chain-of-thought self-consistency verifier sandbox firecracker gvisor
kubernetes docker serverless autoscaling autoscaler balancer gateway microservice grpc websocket
webrtc feature-store feast tecton xgboost lightgbm catboost transformer bert two-tower factorization
bandit canary shadow rollout rollback interleaving ndcg recall precision kappa
openai anthropic claude gpt gemini llama mistral qwen deepseek bedrock azure aws gcp cohere
whisper deepgram twilio prometheus grafana opentelemetry langfuse mlflow wandb terraform
oauth token-bucket circuit-breaker idempotency saga outbox crdt consensus etcd zookeeper
threshold fallback heuristic ensemble regression clustering deduplication minhash watermark
`;

const STEMS = new Set(FIELD_WORDS.trim().split(/\s+/).map(stemWord));

/** @param stem a word as `stemWord` keys it */
export function isFieldWord(stem: string): boolean {
  return STEMS.has(stem);
}
