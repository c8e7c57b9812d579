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
      // Where Ollama passes the model on to.
      remote_host: z.string().optional(),
    }),
  ),
});

/** OpenAI's list of models, which vLLM, LM Studio and llama.cpp give too. */
const modelsSchema = z.object({ data: z.array(z.object({ id: nameSchema })) });

/** Ollama's own names for models of its cloud, such as gpt-oss:120b-cloud. */
const CLOUD_NAME = /[:-]cloud$/;
/** Models that turn text into vectors, or put texts in order: they can't write a reply. */
const WITHOUT_REPLY = /embed|rerank|minilm|(?:^|[/_-])(?:bge|gte|e5)-/i;

/** `sizeBytes` and `parameters` ("8.2B") where the server says them. */
export type ListedModel = {
  name: string;
  sizeBytes: number | null;
  parameters: string | null;
  /** The server passes it on to a cloud: answers leave the machine. */
  leavesMachine: boolean;
};

/** A server of models on this machine, and what it has. */
export type FoundServer = { provider: Provider; baseUrl: string; models: ListedModel[] };

/**
 * Asks a server, without a key, which models it has that can reply: Ollama by its own API, others by
 * OpenAI's.
 * @param baseUrl with /v1 at its end
 * @param timeoutMs two seconds unless given
 * @returns the largest first, where sizes are told: small ones judge badly. Null when nothing there
 *   answers as such a server does in time
 * @throws AddressRefusedError for an address that may not be called
 */
export async function listModels(
  provider: Provider,
  baseUrl: string,
  guard: AddressGuard,
  timeoutMs = TIMEOUT_MS,
): Promise<ListedModel[] | null> {
  const isOllama = provider === "ollama";
  const url = isOllama ? `${baseUrl.replace(/\/v1$/, "")}/api/tags` : `${baseUrl}/models`;
  // Told apart from a name that leads somewhere else, which is as good as no answer.
  guard.admit(new URL(url));
  const body = await readJson(url, guard, timeoutMs);
  const models = isOllama ? readTags(body) : readModels(body);
  return models?.filter(({ name }) => !WITHOUT_REPLY.test(name)).slice(0, MAX_MODELS) ?? null;
}

async function readJson(url: string, guard: AddressGuard, timeoutMs: number): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await createHttpFetch({ guard })(url, { signal });
    return response.ok ? await response.json() : null;
  } catch {
    // Refused, too slow, or no JSON: there is no such server, which is an answer and no fault.
    return null;
  }
}

function readTags(body: unknown): ListedModel[] | null {
  const tags = tagsSchema.safeParse(body).data;
  const models = tags?.models.map(({ name, size, details, remote_host }) => ({
    name,
    sizeBytes: size ?? null,
    parameters: details?.parameter_size ?? null,
    leavesMachine: remote_host !== undefined || CLOUD_NAME.test(name),
  }));
  return models?.sort((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0)) ?? null;
}

function readModels(body: unknown): ListedModel[] | null {
  const list = modelsSchema.safeParse(body).data;
  const models = list?.data.map(({ id }) => ({
    name: id,
    sizeBytes: null,
    parameters: null,
    leavesMachine: false,
  }));
  return models ?? null;
}
