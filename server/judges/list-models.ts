import { z } from "zod";
import type { AddressGuard } from "../net/address-guard";
import type { Provider } from "#domain/settings/providers";
import { createHttpFetch } from "./openai/http-fetch";

/** A server of one's own answers at once, or it isn't there. */
const TIMEOUT_MS = 2_000;
const MAX_MODELS = 100;

const nameSchema = z.string().min(1).max(200);

/** As far as it is read: https://github.com/ollama/ollama/blob/main/docs/api.md, List Local Models. */
const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: nameSchema,
      size: z.number().int().min(0).optional(),
      details: z.object({ parameter_size: z.string().max(20).optional() }).optional(),
    }),
  ),
});

/** OpenAI's list of models, which vLLM and LM Studio give too. */
const modelsSchema = z.object({ data: z.array(z.object({ id: nameSchema })) });

/** `sizeBytes` and `parameters` ("8.2B") where the server says them. */
export type ListedModel = { name: string; sizeBytes: number | null; parameters: string | null };

/**
 * Asks a server, without a key, which models it has: Ollama by its own API, others by OpenAI's.
 * @param baseUrl with /v1 at its end
 * @returns the largest first, where sizes are told: small ones judge badly. Null when nothing there
 *   answers as such a server does within two seconds
 * @throws AddressRefusedError for an address that may not be called
 */
export async function listModels(
  provider: Provider,
  baseUrl: string,
  guard: AddressGuard,
): Promise<ListedModel[] | null> {
  const isOllama = provider === "ollama";
  const url = isOllama ? `${baseUrl.replace(/\/v1$/, "")}/api/tags` : `${baseUrl}/models`;
  // Told apart from a name that leads somewhere else, which is as good as no answer.
  guard.admit(new URL(url));
  const body = await readJson(url, guard);
  const models = isOllama ? readTags(body) : readModels(body);
  return models?.slice(0, MAX_MODELS) ?? null;
}

async function readJson(url: string, guard: AddressGuard): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await createHttpFetch({ guard })(url, { signal });
    return response.ok ? await response.json() : null;
  } catch {
    // Refused, too slow, or no JSON: there is no such server, which is an answer and no fault.
    return null;
  }
}

function readTags(body: unknown): ListedModel[] | null {
  const tags = tagsSchema.safeParse(body).data;
  const models = tags?.models.map(({ name, size, details }) => ({
    name,
    sizeBytes: size ?? null,
    parameters: details?.parameter_size ?? null,
  }));
  return models?.sort((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0)) ?? null;
}

function readModels(body: unknown): ListedModel[] | null {
  const list = modelsSchema.safeParse(body).data;
  return list?.data.map(({ id }) => ({ name: id, sizeBytes: null, parameters: null })) ?? null;
}
