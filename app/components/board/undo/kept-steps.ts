import * as z from "zod/mini";
import type { Step } from "./undo-steps";

/** The attempt's id follows. */
const KEY_START = "board-undo-";

/** Their elements go through the scene filter when they are used. */
const stepsSchema = z.array(z.record(z.string(), z.record(z.string(), z.unknown())));

/** The steps that this tab kept of an attempt; none where they can't be read. */
export function readSteps(key: string): Step[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY_START + key) ?? "[]");
    return stepsSchema.safeParse(stored).data ?? [];
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Keeps them until the tab is closed. Where there is no room, older ones would mislead: none are kept. */
export function keepSteps(key: string, steps: readonly Step[]): void {
  try {
    sessionStorage.setItem(KEY_START + key, JSON.stringify(steps));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    dropSteps(key);
  }
}

function dropSteps(key: string): void {
  try {
    sessionStorage.removeItem(KEY_START + key);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
