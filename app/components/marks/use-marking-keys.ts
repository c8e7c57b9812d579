import { useEffect } from "react";
import type { PersonVerdict } from "#domain/reviews/review.schema";

/** What the keys of the marking page do. */
export type MarkingKeys = {
  onMark: (verdict: PersonVerdict) => void;
  onStep: (by: 1 | -1) => void;
  /** To the next, or to the end. */
  onNext: () => void;
};

const VERDICT_KEYS: Record<string, PersonVerdict> = { 1: "met", 2: "partial", 3: "not_met" };
const STEP_KEYS: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowRight: 1 };

/** 1, 2 and 3 mark, arrows step, Enter goes on. Fields, dialogs and pressed controls keep theirs. */
export function useMarkingKeys({ onMark, onStep, onNext }: MarkingKeys): void {
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.shiftKey || event.repeat || isTakingKeys(event.target)) return;
      const verdict = VERDICT_KEYS[event.key];
      const by = STEP_KEYS[event.key];
      if (verdict !== undefined) onMark(verdict);
      else if (by !== undefined) onStep(by);
      else if (event.key === "Enter" && !isControl(event.target)) onNext();
      else return;
      event.preventDefault();
    }
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, [onMark, onStep, onNext]);
}

function isTakingKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest("input, textarea, select, dialog, [contenteditable], [role=menu]") !== null;
}

/** Enter presses what has the focus. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary") !== null;
}
