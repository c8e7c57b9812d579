/** Nothing of the model's came for so long that nothing will. */
export class SilenceError extends Error {
  override readonly name = "SilenceError";
}

type SilenceBounds = {
  /** Milliseconds until the first token; reading that is reported begins it anew. */
  untilFirstMs: number;
  /** Milliseconds from one token to the next. */
  betweenMs: number;
};

/** Hangs up after a silence: `hangUp` is called once with what the silence was. */
export function watchSilence(
  { untilFirstMs, betweenMs }: SilenceBounds,
  hangUp: (error: SilenceError) => void,
): { hear: (life: "reading" | "writing") => void; end: () => void } {
  let isWriting = false;
  const giveUp = (): void => {
    const ms = isWriting ? betweenMs : untilFirstMs;
    const where = isWriting ? "in the middle of its reply" : "before its first word";
    hangUp(new SilenceError(`the model was silent for ${Math.round(ms / 1000)} s ${where}`));
  };
  let timer = setTimeout(giveUp, untilFirstMs);
  return {
    hear: (life) => {
      isWriting ||= life === "writing";
      clearTimeout(timer);
      timer = setTimeout(giveUp, isWriting ? betweenMs : untilFirstMs);
    },
    end: () => clearTimeout(timer),
  };
}
