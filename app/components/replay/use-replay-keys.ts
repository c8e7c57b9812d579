import { useEffect } from "react";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";

/** What the keys of a replay do. */
export type ReplayKeys = {
  toggle: () => void;
  /** By steps of 5 s. */
  onSkip: (steps: 1 | -1) => void;
  onEvent: (by: 1 | -1) => void;
  onEdge: (edge: "start" | "end") => void;
  onSection: (section: SectionId) => void;
};

const ARROWS: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowRight: 1 };
const EDGES: Record<string, "start" | "end"> = { Home: "start", End: "end" };

/**
 * Space plays and pauses, arrows skip, with Shift from event to event, Home and End lead to the ends,
 * 1 to 5 show a section. Fields, tabs and pressed controls keep their own keys; the slider has these.
 */
export function useReplayKeys(keys: ReplayKeys): void {
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTakingKeys(event.target)) return;
      if (!obey(event, keys)) return;
      event.preventDefault();
    }
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, [keys]);
}

/** @returns whether the key is one of these */
function obey(event: KeyboardEvent, keys: ReplayKeys): boolean {
  const { key, shiftKey, target } = event;
  const by = ARROWS[key];
  const edge = EDGES[key];
  const section = /^[1-5]$/.test(key) ? SECTION_IDS[Number(key) - 1] : undefined;
  if (by !== undefined) (shiftKey ? keys.onEvent : keys.onSkip)(by);
  else if (shiftKey) return false;
  else if (edge !== undefined) keys.onEdge(edge);
  else if (section !== undefined) keys.onSection(section);
  else if (key === " " && !event.repeat && !isControl(target)) keys.toggle();
  else return false;
  return true;
}

function isTakingKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const taking =
    "input:not([type=range]), textarea, select, dialog, [contenteditable], [role=menu], [role=tablist]";
  return target.closest(taking) !== null;
}

/** Space presses what has the focus. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary") !== null;
}
