/** A program that runs a model on a machine of one's own, and says by an address of its own what it is. */
export type HomeServer = "ollama" | "lm-studio" | "llama.cpp";
