import { useEffect, useRef, useState } from "react";
import { Button } from "~/components/ui/button";
import { LevelMeter } from "./level-meter";
import { openMicrophone, sayMicrophoneFault, SPEAKING_LEVEL } from "./microphone";
import type { Microphone } from "./microphone";

type Check =
  | { phase: "asking" }
  | { phase: "listening"; microphone: Microphone }
  | { phase: "heard"; microphone: Microphone }
  | { phase: "failed"; why: string };

/** Whoever hasn't been heard by then is told. */
const PATIENCE_MS = 6_000;

/** Shows whether the microphone hears anything, before the clock starts. Nothing is recorded or sent. */
export default function MicCheck(props: { onClose: () => void }) {
  const [check, setCheck] = useState<Check>({ phase: "asking" });
  const [isLate, setIsLate] = useState(false);
  const open = useRef<Microphone | null>(null);
  useEffect(() => {
    let isGone = false;
    openMicrophone().then(
      (microphone) => {
        if (isGone) return microphone.close();
        open.current = microphone;
        setCheck({ phase: "listening", microphone });
      },
      (error: unknown) => {
        if (!isGone) setCheck({ phase: "failed", why: sayMicrophoneFault(error) });
      },
    );
    return () => {
      isGone = true;
      open.current?.close();
      open.current = null;
    };
  }, []);
  const isListening = check.phase === "listening";
  useEffect(() => {
    if (!isListening) return;
    const timer = setTimeout(() => setIsLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isListening]);
  return (
    <div className="border-line-strong flex flex-col gap-2 rounded-md border px-3 py-2">
      {(check.phase === "listening" || check.phase === "heard") && (
        <LevelMeter
          readLevel={check.microphone.readLevel}
          onLevel={(level) => {
            if (isListening && level >= SPEAKING_LEVEL) {
              setCheck({ phase: "heard", microphone: check.microphone });
            }
          }}
        />
      )}
      <p role="status" className={check.phase === "failed" ? "text-danger" : undefined}>
        {sayCheck(check, isLate)}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-soft text-small">Nothing is recorded or sent.</p>
        <Button size="sm" variant="quiet" onClick={props.onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

function sayCheck(check: Check, isLate: boolean): string {
  switch (check.phase) {
    case "asking":
      return "Your browser asks for the microphone.";
    case "listening":
      return isLate
        ? "We hear nothing yet. Check that it isn’t muted, or choose another microphone in your browser."
        : "Say something.";
    case "heard":
      return "We hear you.";
    case "failed":
      return check.why;
  }
}
