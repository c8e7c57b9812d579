import { MAX_TRANSCRIPT_CHARS } from "#domain/speech/limits";
import type { Wav } from "#domain/speech/wav";
import type { Db } from "../db/client";
import { cleanText } from "../text/clean";
import type { Transcriber } from "./speech";
import { callOnBill } from "./speech-bill";
import type { SpeechPerson, SpendBounds } from "./speech-bill";

/**
 * Has a recording transcribed. It goes from memory to the speech server and is kept nowhere, nor are the
 * words: they come back to whoever spoke.
 * @param input.attemptId null for what is said outside an attempt
 * @returns the words in one line; "" where none were heard
 * @throws SpeechError; AppError `too_many`
 */
export async function hearReply(
  db: Db,
  bounds: SpendBounds,
  transcriber: Transcriber,
  input: {
    person: SpeechPerson;
    attemptId: string | null;
    bytes: Uint8Array;
    wav: Wav;
    signal: AbortSignal;
  },
): Promise<string> {
  const { person, attemptId, bytes, wav, signal } = input;
  const { requestedModel, usdPerMinute } = transcriber;
  const { seconds } = wav;
  const costUsd = usdPerMinute === null ? null : (seconds / 60) * usdPerMinute;
  const order = { person, attemptId, requestedModel, costUsd, kind: "heard" as const, seconds };
  const said = await callOnBill(db, bounds, order, () => transcriber.transcribe(bytes, signal));
  return cleanText(said).text.replace(/\s+/g, " ").trim().slice(0, MAX_TRANSCRIPT_CHARS);
}
