import { z } from "zod";
import { WANTED_CONTEXT_TOKENS } from "#domain/settings/context-need";
import { toWideName } from "#domain/settings/wide-name";
import type { AddressGuard } from "../../net/address-guard";
import { createHttpFetch } from "../openai/http-fetch";
import { rootOf } from "./identify";

/** It writes one small file beside the weights, which it keeps where they are. */
const TIMEOUT_MS = 10_000;

const madeSchema = z.object({ status: z.literal("success") });

/**
 * Has an Ollama give a model a longer context window: the same weights under a second name, with
 * `num_ctx` set. By OpenAI's API no request can ask for it.
 * https://github.com/ollama/ollama/blob/main/docs/api.md, Create a Model
 * @returns the name to ask for; null when the server didn't make it
 * @throws AddressRefusedError for an address that may not be called
 */
export async function widenOllamaContext(
  baseUrl: string,
  model: string,
  guard: AddressGuard,
): Promise<string | null> {
  const url = `${rootOf(baseUrl)}/api/create`;
  guard.admit(new URL(url));
  const wide = toWideName(model);
  const parameters = { num_ctx: WANTED_CONTEXT_TOKENS };
  try {
    const response = await createHttpFetch({ guard })(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: wide, from: model, parameters, stream: false }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const isMade = response.ok && madeSchema.safeParse(await response.json()).success;
    return isMade ? wide : null;
  } catch {
    return null;
  }
}
