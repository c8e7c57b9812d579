import { useCallback, useEffect, useRef, useState } from "react";
import { MAX_SPEECH_SECONDS, MIN_SPEECH_SECONDS } from "#domain/speech/limits";
import { isSilent } from "#domain/speech/wav";
import { sayMicrophoneFault, startRecording } from "./microphone";
import type { Recording } from "./microphone";
import { sendRecording } from "./send-recording";
import { stopSpeaking } from "./speak";
import { toWav } from "./to-wav";

/**
 * - asking: the browser asks for the microphone
 * - recording: `left` seconds more may be recorded
 * - transcribing: `waited` seconds so far
 * - failed: why, and whether the recording is there to be sent again
 */
type DictationState =
  | { phase: "idle"; note: string | null }
  | { phase: "asking" }
  | { phase: "recording"; left: number }
  | { phase: "transcribing"; waited: number }
  | { phase: "failed"; why: string; canResend: boolean };

export type Dictation = {
  state: DictationState;
  /** Of the microphone now, 0 to 1. */
  readLevel: () => number;
  start: () => void;
  /** Ends the recording and has it transcribed. */
  finish: () => void;
  /** Throws the recording away, or stops waiting for its words and keeps it. */
  cancel: () => void;
  resend: () => void;
  discard: () => void;
};

const SECOND_MS = 1_000;
const NOTHING_HEARD = "We heard nothing. Check that your microphone isn’t muted, then try again.";
const FULL_MINUTE = "That was a minute, so the recording stopped there.";

/**
 * Speaking in place of typing: recorded in memory, sent, and given up with the page. Nothing is kept
 * once the words are there.
 * @param onWords is given the words; what it returns is said below the field
 */
export function useDictation(url: string, onWords: (words: string) => string): Dictation {
  const [state, setState] = useState<DictationState>({ phase: "idle", note: null });
  const recording = useRef<Recording | null>(null);
  const kept = useRef<Uint8Array<ArrayBuffer> | null>(null);
  const request = useRef<AbortController | null>(null);
  /** Goes up with each start and cancel: what was begun before has nothing to say any more. */
  const round = useRef(0);
  const latest = useRef(onWords);
  useEffect(() => {
    latest.current = onWords;
  });

  const release = useCallback(() => {
    round.current += 1;
    recording.current?.cancel();
    recording.current = null;
    request.current?.abort();
  }, []);
  useEffect(() => release, [release]);

  async function send(mine: number, note: string | null): Promise<void> {
    const bytes = kept.current;
    if (bytes === null) return;
    setState({ phase: "transcribing", waited: 0 });
    request.current = new AbortController();
    const transcript = await sendRecording(url, bytes, request.current.signal);
    if (round.current !== mine) return;
    if (!transcript.ok) {
      return setState({ phase: "failed", why: transcript.error, canResend: true });
    }
    kept.current = null;
    if (transcript.text === "") {
      return setState({ phase: "failed", why: NOTHING_HEARD, canResend: false });
    }
    const said = latest.current(transcript.text);
    setState({ phase: "idle", note: note === null ? said : `${note} ${said}` });
  }

  async function record(): Promise<void> {
    release();
    const mine = round.current;
    kept.current = null;
    stopSpeaking();
    setState({ phase: "asking" });
    try {
      const started = await startRecording(() => void finish(null));
      if (round.current !== mine) return started.cancel();
      recording.current = started;
      setState({ phase: "recording", left: MAX_SPEECH_SECONDS });
    } catch (error) {
      if (round.current !== mine) return;
      setState({ phase: "failed", why: sayMicrophoneFault(error), canResend: false });
    }
  }

  async function finish(note: string | null): Promise<void> {
    const ending = recording.current;
    if (ending === null) return;
    recording.current = null;
    const mine = round.current;
    setState({ phase: "transcribing", waited: 0 });
    try {
      const { bytes, wav } = await toWav(await ending.stop());
      if (round.current !== mine) return;
      if (wav.seconds < MIN_SPEECH_SECONDS || isSilent(wav)) {
        return setState({ phase: "failed", why: NOTHING_HEARD, canResend: false });
      }
      kept.current = bytes;
    } catch {
      if (round.current !== mine) return;
      const why = "Your browser can’t read what it recorded. Try again, or type.";
      return setState({ phase: "failed", why, canResend: false });
    }
    await send(mine, note);
  }

  function cancel(): void {
    // What is on its way comes back as stopped, with the recording kept.
    if (state.phase === "transcribing" && kept.current !== null) return request.current?.abort();
    release();
    setState({ phase: "idle", note: null });
  }

  const finishNow = useRef(finish);
  useEffect(() => {
    finishNow.current = finish;
  });
  const { phase } = state;
  useEffect(() => {
    if (phase !== "recording" && phase !== "transcribing") return;
    const startedMs = performance.now();
    const timer = setInterval(() => {
      const seconds = Math.floor((performance.now() - startedMs) / SECOND_MS);
      if (phase === "transcribing") return setState(passTime(seconds));
      if (seconds >= MAX_SPEECH_SECONDS) return void finishNow.current(FULL_MINUTE);
      setState(passTime(seconds));
    }, SECOND_MS / 4);
    return () => clearInterval(timer);
  }, [phase]);

  return {
    state,
    readLevel: () => recording.current?.readLevel() ?? 0,
    start: () => void record(),
    finish: () => void finish(null),
    cancel,
    resend: () => void send(round.current, null),
    discard: () => {
      kept.current = null;
      setState({ phase: "idle", note: null });
    },
  };
}

/** The same state some seconds later; one that is no more stays what it is. */
function passTime(seconds: number): (state: DictationState) => DictationState {
  return (state) => {
    if (state.phase === "recording") {
      const left = MAX_SPEECH_SECONDS - seconds;
      return left === state.left ? state : { ...state, left };
    }
    if (state.phase !== "transcribing" || state.waited === seconds) return state;
    return { ...state, waited: seconds };
  };
}
