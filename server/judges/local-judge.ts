import type { Judge } from "../grading/judge";
import { createOfflineJudge, warmUpOfflineJudge } from "./offline/offline-judge";

/**
 * The judge that runs in this process and needs no server. The door to `offline/`: nothing else in the
 * house knows how it works, and threads get it without loading what reaches a model.
 */
export function createLocalJudge(): Judge {
  return createOfflineJudge();
}

/** Loads what its first grading would wait for. Doing it again costs nothing. */
export function warmUpLocalJudge(): void {
  warmUpOfflineJudge();
}
