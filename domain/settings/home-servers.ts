/** Programs that run a model on a machine of one's own, and say by an address of their own what they are. */
export const HOME_SERVERS = ["ollama", "lm-studio", "llama.cpp"] as const;
export type HomeServer = (typeof HOME_SERVERS)[number];
