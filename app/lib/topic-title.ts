const AS_WRITTEN: Record<string, string> = {
  ai: "AI",
  ann: "ANN",
  api: "API",
  bleu: "BLEU",
  cpu: "CPU",
  dpo: "DPO",
  gpu: "GPU",
  kv: "KV",
  llm: "LLM",
  llms: "LLMs",
  lora: "LoRA",
  mcp: "MCP",
  ml: "ML",
  moe: "MoE",
  qps: "QPS",
  rag: "RAG",
  rlhf: "RLHF",
  rlvr: "RLVR",
  rouge: "ROUGE",
  slo: "SLO",
  sql: "SQL",
  ssm: "SSM",
  ttft: "TTFT",
};

/** A topic's slug as people write it: "llm-as-judge" → "LLM as judge". */
export function toTopicTitle(slug: string): string {
  const words = slug.split("-").map((word) => AS_WRITTEN[word] ?? word);
  const [first = "", ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
}
