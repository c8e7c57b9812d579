/** Turns what was said into words. */
export type Transcriber = {
  requestedModel: string;
  /** US dollars a minute of sound; null where nobody has said. */
  usdPerMinute: number | null;
  /**
   * @param wav as domain/speech/wav.ts writes it
   * @returns the words as the model gave them; "" where it heard none
   * @throws SpeechError, and nothing else
   */
  transcribe: (wav: Uint8Array, signal: AbortSignal) => Promise<string>;
};

/** Reads a text out. */
export type Voice = {
  requestedModel: string;
  /** US dollars a thousand characters; null where nobody has said. */
  usdPer1000Chars: number | null;
  /** @throws SpeechError, and nothing else */
  speak: (text: string, signal: AbortSignal) => Promise<SpokenAudio>;
};

export type SpokenAudio = { bytes: Buffer; type: "audio/mpeg" | "audio/wav" | "audio/ogg" };

/** What the operator's environment names; null: there is none. */
export type Speech = { transcriber: Transcriber | null; voice: Voice | null };

/**
 * Why the speech server gave nothing.
 * - aborted: nobody waits any more
 * - timeout, unavailable, rate_limited: another try may do
 * - misconfigured: a wrong key, model or address
 * - invalid_reply: it answered, and not with what was asked for
 */
export type SpeechErrorKind =
  "aborted" | "timeout" | "unavailable" | "rate_limited" | "misconfigured" | "invalid_reply";

/** Its message is for the log, and holds nothing of what was said. */
export class SpeechError extends Error {
  override readonly name = "SpeechError";
  readonly kind: SpeechErrorKind;

  constructor(kind: SpeechErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.kind = kind;
  }

  /** Nothing was done, so nothing is billed. Who was late, or answered nonsense, may have worked. */
  get isUnbilled(): boolean {
    return ["unavailable", "rate_limited", "misconfigured"].includes(this.kind);
  }
}
