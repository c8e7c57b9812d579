import OpenAI, { APIConnectionError } from "openai";
import { z } from "zod";
import { WAV_TYPE } from "#domain/speech/wav";
import type { JudgeError } from "../grading/judge";
import { classifyModelError } from "../judges/openai/classify-model-error";
import { OPENAI_BASE_URL } from "../judges/openai/config";
import { createBoundedFetch, OversizedReplyError } from "./bounded-fetch";
import { SpeechError } from "./speech";
import type { SpeechErrorKind, SpokenAudio, Transcriber, Voice } from "./speech";

type OpenAiSpeechConfig = {
  /** Any OpenAI-compatible endpoint, `/v1` included; OpenAI's own when not given. */
  baseUrl: string | undefined;
  /** Local servers often need none. */
  apiKey: string | undefined;
  model: string;
  /** For one request, reply and all. */
  timeoutMs: number;
};

/** A minute of speech is a kilobyte of words; servers that are asked for no more send some detail. */
const MAX_TRANSCRIPT_BYTES = 200_000;
/** Forty words take some 20 seconds: 1 MB as WAV. */
const MAX_AUDIO_BYTES = 4_000_000;
const transcriptSchema = z.object({ text: z.string() });

/** A transcriber on a server with `/audio/transcriptions`. */
export function createOpenAiTranscriber(
  config: OpenAiSpeechConfig & { usdPerMinute: number | undefined },
): Transcriber {
  const client = createClient(config, MAX_TRANSCRIPT_BYTES);
  const { model } = config;
  return {
    requestedModel: model,
    usdPerMinute: config.usdPerMinute ?? null,
    transcribe: (wav, signal) =>
      sayingWhy(async () => {
        const file = new File([new Uint8Array(wav)], "reply.wav", { type: WAV_TYPE });
        const form = { file, model, response_format: "json" as const };
        const reply: unknown = await client.audio.transcriptions.create(form, { signal });
        const parsed = transcriptSchema.safeParse(reply);
        if (parsed.success) return parsed.data.text;
        throw new SpeechError("invalid_reply", "there is no text in the reply");
      }),
  };
}

/** A voice on a server with `/audio/speech`. */
export function createOpenAiVoice(
  config: OpenAiSpeechConfig & { voice: string; usdPer1000Chars: number | undefined },
): Voice {
  const client = createClient(config, MAX_AUDIO_BYTES);
  const { model, voice } = config;
  return {
    requestedModel: model,
    usdPer1000Chars: config.usdPer1000Chars ?? null,
    speak: (text, signal) =>
      sayingWhy(async () => {
        const order = { model, voice, input: text, response_format: "mp3" as const };
        const reply = await client.audio.speech.create(order, { signal });
        const bytes = Buffer.from(await reply.arrayBuffer());
        const type = recogniseAudio(bytes);
        if (type !== null) return { bytes, type };
        throw new SpeechError("invalid_reply", "the reply is no audio that is known here");
      }),
  };
}

/** By its first bytes, whatever the server calls it. */
export function recogniseAudio(bytes: Buffer): SpokenAudio["type"] | null {
  const head = bytes.toString("latin1", 0, 12);
  if (head.startsWith("ID3") || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) {
    return "audio/mpeg";
  }
  if (head.startsWith("RIFF") && head.endsWith("WAVE")) return "audio/wav";
  return head.startsWith("OggS") ? "audio/ogg" : null;
}

function createClient({ baseUrl, apiKey, timeoutMs }: OpenAiSpeechConfig, maxBytes: number) {
  return new OpenAI({
    apiKey: apiKey ?? "none",
    baseURL: baseUrl ?? OPENAI_BASE_URL,
    organization: null,
    project: null,
    // Whoever spoke decides whether it is worth another try; each is paid for.
    maxRetries: 0,
    timeout: timeoutMs,
    // What candidates say is no business of a log.
    logLevel: "off",
    fetch: createBoundedFetch(maxBytes),
  });
}

async function sayingWhy<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw error instanceof SpeechError ? error : classifySpeechError(error);
  }
}

const KINDS: Partial<Record<JudgeError["kind"], SpeechErrorKind>> = {
  aborted: "aborted",
  timeout: "timeout",
  rate_limited: "rate_limited",
  misconfigured: "misconfigured",
  refused: "invalid_reply",
  invalid_reply: "invalid_reply",
};

function classifySpeechError(error: unknown): SpeechError {
  const cause = error instanceof APIConnectionError ? error.cause : error;
  if (cause instanceof OversizedReplyError || error instanceof SyntaxError) {
    return new SpeechError("invalid_reply", "the reply can't be read", { cause: error });
  }
  const { kind } = classifyModelError(error);
  // The server's own words may repeat what it was sent.
  return new SpeechError(KINDS[kind] ?? "unavailable", `the speech server: ${kind}`);
}
