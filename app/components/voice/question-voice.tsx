import { Volume2, VolumeX } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Turn } from "#domain/attempts/turn.schema";
import { Button } from "~/components/ui/button";
import { canBrowserSpeak, speakByBrowser, speakByServer, stopSpeaking } from "./speak";

const KEY = "scaleboard:read-aloud";

type Said = { turn: number; text: string };

/**
 * Reads the interviewer's questions out, for those who have asked for it in this browser: by the server's
 * voice where it has one, else by one of this machine's. Where there is neither, nothing is offered.
 */
export default function QuestionVoice(props: {
  attemptId: string;
  speaks: boolean;
  opening: string | null;
  turns: readonly Turn[];
}) {
  const { attemptId, speaks } = props;
  const hasOwnVoice = useHasOwnVoice();
  const [isOn, setIsOn] = useState(() => readChoice());
  const [hasFailed, setHasFailed] = useState(false);
  const said = findLastSaid(props.opening, props.turns);
  const known = useRef(said?.turn ?? null);

  async function speak({ turn, text }: Said): Promise<void> {
    const isHeard = speaks && (await speakByServer(attemptId, turn));
    setHasFailed(!isHeard && !speakByBrowser(text));
  }
  const latest = useRef(speak);
  useEffect(() => {
    latest.current = speak;
  });
  useEffect(() => stopSpeaking, []);
  // What was there when the page was opened isn't read out: it may have been answered long ago.
  useEffect(() => {
    if (said === null || known.current === said.turn) return;
    known.current = said.turn;
    if (isOn) void latest.current(said);
  }, [said, isOn]);

  if (!speaks && !hasOwnVoice) return null;
  const Icon = isOn ? Volume2 : VolumeX;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="sm"
        variant="quiet"
        aria-pressed={isOn}
        onClick={() => {
          const isNowOn = !isOn;
          setIsOn(isNowOn);
          writeChoice(isNowOn);
          if (!isNowOn) stopSpeaking();
          else if (said !== null) void speak(said);
        }}
      >
        <Icon aria-hidden className="size-4.5" />
        {isOn ? "Questions are read aloud" : "Read questions aloud"}
      </Button>
      {isOn && said !== null && (
        <Button size="sm" variant="quiet" onClick={() => void speak(said)}>
          Hear it again
        </Button>
      )}
      <p role="status" className="text-danger text-small empty:hidden">
        {hasFailed && "We couldn’t read the question aloud. It is on the page."}
      </p>
    </div>
  );
}

/** The newest question, or what the round was opened with. */
function findLastSaid(opening: string | null, turns: readonly Turn[]): Said | null {
  const last = turns.findLast(({ text }) => text !== null);
  if (last?.text) return { turn: last.turn, text: last.text };
  return opening === null ? null : { turn: 0, text: opening };
}

/** Browsers list their voices some time after the page is there. */
function useHasOwnVoice(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      if (!("speechSynthesis" in window)) return () => undefined;
      speechSynthesis.addEventListener("voiceschanged", onChange);
      return () => speechSynthesis.removeEventListener("voiceschanged", onChange);
    },
    canBrowserSpeak,
    () => false,
  );
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

/** A browser that keeps nothing forgets it with the page. */
function writeChoice(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? "1" : "0");
  } catch {
    // Nothing else depends on it.
  }
}
