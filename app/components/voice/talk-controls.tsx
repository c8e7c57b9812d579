import { Mic, Square } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";
import { LevelMeter } from "./level-meter";
import type { Dictation } from "./use-dictation";

/** Held shorter than this, a press starts or stops; held longer, it talks as long as it is held. */
const HOLD_MS = 400;

/**
 * The button to talk, and what becomes of the recording.
 * @param props.hasKey Alt+Shift+M does the same
 */
export function TalkControls(props: { dictation: Dictation; hasKey: boolean }) {
  const { dictation } = props;
  const { state } = dictation;
  const hold = useHold(dictation);
  useTalkKey(props.hasKey, hold);
  const isRecording = state.phase === "recording";
  const isFree = state.phase === "idle" || state.phase === "failed" || state.phase === "asking";
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {(isFree || isRecording) && (
          <Button
            size="sm"
            variant={isRecording ? "primary" : "secondary"}
            isPending={state.phase === "asking"}
            // A finger that is held down scrolls nothing and selects nothing.
            className="touch-none"
            title="Hold to talk. Or press once to start, and once more to stop."
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              if (event.button === 0) hold.press();
            }}
            onPointerUp={hold.release}
            onPointerCancel={hold.release}
            onContextMenu={(event) => event.preventDefault()}
            // By keyboard, or by a screen reader: pointers have no say here.
            onClick={(event) => event.detail === 0 && hold.toggle()}
          >
            {isRecording ? (
              <Square aria-hidden className="size-4 fill-current" />
            ) : (
              <Mic aria-hidden className="size-4.5" />
            )}
            {isRecording ? "Stop" : "Hold to talk"}
          </Button>
        )}
        {state.phase === "asking" && (
          <p className="text-ink-soft text-small">Your browser asks for the microphone.</p>
        )}
        {isRecording && (
          <>
            <LevelMeter readLevel={dictation.readLevel} />
            <p className="text-ink-soft text-small tabular-nums">
              {state.left === 1 ? "1 second left" : `${state.left} seconds left`}
            </p>
            <Button size="sm" variant="quiet" onClick={dictation.cancel}>
              Discard
            </Button>
          </>
        )}
        {state.phase === "transcribing" && (
          <>
            <p className="text-ink-soft text-small flex items-center gap-2 tabular-nums">
              <Spinner /> Transcribing… {state.waited} s
            </p>
            <Button size="sm" variant="quiet" onClick={dictation.cancel}>
              Stop waiting
            </Button>
          </>
        )}
        {state.phase === "failed" && state.canResend && (
          <>
            <Button size="sm" variant="primary" onClick={dictation.resend}>
              Try again
            </Button>
            <Button size="sm" variant="quiet" onClick={dictation.discard}>
              Discard the recording
            </Button>
          </>
        )}
      </div>
      {state.phase === "failed" && <p className="text-danger text-small">{state.why}</p>}
      {state.phase === "idle" && state.note !== null && (
        <p className="text-ink-soft text-small">{state.note}</p>
      )}
      <p role="status" className="sr-only">
        {sayState(dictation)}
      </p>
    </div>
  );
}

/** For those who don't see it; without the seconds, which would be read out one by one. */
function sayState({ state }: Dictation): string {
  switch (state.phase) {
    case "idle":
      return state.note ?? "";
    case "asking":
      return "Your browser asks for the microphone.";
    case "recording":
      return state.left <= 10 ? "Recording. Ten seconds are left." : "Recording.";
    case "transcribing":
      return "Transcribing.";
    case "failed":
      return state.why;
  }
}

type Hold = { press: () => void; release: () => void; toggle: () => void };

/** One press for both ways to talk: held down, or once to start and once to stop. */
function useHold(dictation: Dictation): Hold {
  const pressedMs = useRef<number | null>(null);
  const { phase } = dictation.state;
  return {
    press: () => {
      if (phase === "recording") return dictation.finish();
      if (phase !== "idle" && phase !== "failed") return;
      pressedMs.current = performance.now();
      dictation.start();
    },
    release: () => {
      const since = pressedMs.current;
      pressedMs.current = null;
      // While the browser still asks for the microphone nothing was said yet.
      if (since === null || phase !== "recording") return;
      if (performance.now() - since >= HOLD_MS) dictation.finish();
    },
    toggle: () => {
      if (phase === "recording") dictation.finish();
      else if (phase === "idle" || phase === "failed") dictation.start();
    },
  };
}

/** Alt+Shift+M, wherever the focus is. */
function useTalkKey(isOn: boolean, hold: Hold): void {
  const latest = useRef(hold);
  useEffect(() => {
    latest.current = hold;
  });
  useEffect(() => {
    if (!isOn) return;
    function press(event: KeyboardEvent): void {
      const isOurs = event.altKey && event.shiftKey && event.code === "KeyM";
      if (!isOurs || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]"))
        return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.repeat) latest.current.press();
    }
    function release(event: KeyboardEvent): void {
      if (event.code === "KeyM") latest.current.release();
    }
    window.addEventListener("keydown", press, { capture: true });
    window.addEventListener("keyup", release, { capture: true });
    return () => {
      window.removeEventListener("keydown", press, { capture: true });
      window.removeEventListener("keyup", release, { capture: true });
    };
  }, [isOn]);
}
