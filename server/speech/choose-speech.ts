import type { Env } from "../env";
import type { SpeechHere } from "#domain/speech/limits";
import { createOpenAiTranscriber, createOpenAiVoice } from "./openai-speech";
import type { Speech } from "./speech";

type SpeechEnv = Pick<
  Env,
  | "SPEECH_BASE_URL"
  | "SPEECH_API_KEY"
  | "SPEECH_MODEL"
  | "SPEECH_USD_PER_MINUTE"
  | "SPEECH_VOICE_MODEL"
  | "SPEECH_VOICE"
  | "SPEECH_VOICE_USD_PER_1000_CHARS"
  | "SPEECH_TIMEOUT_MS"
>;

/** Of each what the environment names, where there is a way to reach it: a key, or a server that needs none. */
export function chooseSpeech(env: SpeechEnv): Speech {
  const { SPEECH_BASE_URL: baseUrl, SPEECH_API_KEY: apiKey, SPEECH_TIMEOUT_MS: timeoutMs } = env;
  const server = { baseUrl, apiKey, timeoutMs };
  const { SPEECH_MODEL: model, SPEECH_VOICE_MODEL: voiceModel, SPEECH_VOICE: voice } = env;
  const { hears, speaks } = describeSpeech(env);
  return {
    transcriber:
      hears && model
        ? createOpenAiTranscriber({ ...server, model, usdPerMinute: env.SPEECH_USD_PER_MINUTE })
        : null,
    voice:
      speaks && voiceModel
        ? createOpenAiVoice({
            ...server,
            model: voiceModel,
            voice,
            usdPer1000Chars: env.SPEECH_VOICE_USD_PER_1000_CHARS,
          })
        : null,
  };
}

/** What pages say about it; holds no secret. */
export function describeSpeech(env: SpeechEnv): SpeechHere {
  const isReachable = Boolean(env.SPEECH_BASE_URL ?? env.SPEECH_API_KEY);
  return {
    hears: isReachable && env.SPEECH_MODEL !== undefined,
    speaks: isReachable && env.SPEECH_VOICE_MODEL !== undefined,
  };
}
