import { z } from "zod";
import { createHttpFetch } from "./openai/http-fetch";

/** Where Ollama listens unless told otherwise. */
export const OLLAMA_URL = "http://127.0.0.1:11434";
/** On the same machine it answers at once, or it isn't there. */
const TIMEOUT_MS = 800;
const MAX_MODELS = 50;

/** As far as it is read: https://github.com/ollama/ollama/blob/main/docs/api.md, List Local Models. */
const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: z.string().min(1).max(200),
      size: z.number().int().min(0).optional(),
      details: z.object({ parameter_size: z.string().max(20).optional() }).optional(),
    }),
  ),
});

export type Ollama = {
  /** For `OPENAI_BASE_URL`. */
  baseUrl: string;
  /** Largest first: small ones judge badly. `sizeBytes` and `parameters` ("8.2B") where it says. */
  models: { name: string; sizeBytes: number | null; parameters: string | null }[];
};

/**
 * Looks for an Ollama on this machine.
 * @param url its address without a path
 * @returns null when nothing there answers as Ollama does within 0.8 s
 */
export async function findOllama(url: string = OLLAMA_URL): Promise<Ollama | null> {
  const tags = await readTags(url);
  if (!tags) return null;
  const models = tags.models.slice(0, MAX_MODELS).map(({ name, size, details }) => ({
    name,
    sizeBytes: size ?? null,
    parameters: details?.parameter_size ?? null,
  }));
  models.sort((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0));
  return { baseUrl: `${url}/v1`, models };
}

async function readTags(url: string): Promise<z.infer<typeof tagsSchema> | null> {
  try {
    const response = await createHttpFetch()(`${url}/api/tags`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return tagsSchema.safeParse(await response.json()).data ?? null;
  } catch {
    // Refused, too slow, or no JSON: there is no Ollama, which is an answer and no fault.
    return null;
  }
}
