const ENDING = "-32k";

/** The name of the same model in Ollama with a context window of 32k: qwen3.5:9b is qwen3.5:9b-32k. */
export function toWideName(model: string): string {
  return `${model.includes(":") ? model : `${model}:latest`}${ENDING}`;
}

export function isWideName(model: string): boolean {
  return model.endsWith(ENDING);
}
