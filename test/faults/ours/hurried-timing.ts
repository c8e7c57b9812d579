import type { Timing } from "../../../app/lib/saving/timing";

/** Delays of the save client pass this much faster, so that a trial takes seconds. */
const HURRY = 5;

/** Real time, in which all waits of the save client are shorter. */
export function hurriedTiming(): Timing {
  return {
    nowMs: () => performance.now(),
    schedule(run, delayMs) {
      const timer = setTimeout(run, delayMs / HURRY);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
  };
}
