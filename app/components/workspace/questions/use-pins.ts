import { startTransition, useEffect, useState } from "react";
import { keepPins, readPins } from "./kept-pins";

export type Pins = {
  /** Ids of questions. */
  pinned: readonly string[];
  togglePin: (questionId: string) => void;
};

/** Which answers of an attempt stay in view, as this browser keeps it. */
export function usePins(attemptId: string): Pins {
  const [pinned, setPinned] = useState<readonly string[]>([]);
  // The server knows of none: they come once the page is the browser's, and after what still comes to life.
  useEffect(() => {
    const kept = readPins(attemptId);
    if (kept.length > 0) startTransition(() => setPinned(kept));
  }, [attemptId]);
  function togglePin(questionId: string): void {
    const others = pinned.filter((id) => id !== questionId);
    const next = others.length < pinned.length ? others : [...pinned, questionId];
    setPinned(next);
    keepPins(attemptId, next);
  }
  return { pinned, togglePin };
}
