import { spawn } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { createNamedRandom } from "#domain/statistics/random";
import type { Program } from "./program";

const BUSY_LOOPS = 8;
/** Ends with the process that started it, however that ends. */
const BUSY = `
  process.on("disconnect", () => process.exit());
  function spin() {
    const endsAtMs = Date.now() + 100;
    while (Date.now() < endsAtMs);
    setImmediate(spin);
  }
  spin();`;
const LOWEST_PRIORITY = 19;
/** The queue's lock lasts 3 s: some stops end before it does, most after. */
const STOP_MS = { least: 1_000, most: 10_000 };
const RUN_MS = { least: 1_000, most: 6_000 };

/**
 * Leaves a program hardly any processor time: eight busy loops beside it, the lowest priority, and a
 * SIGSTOP for seconds now and then.
 * @returns ends all of it
 */
export function starve(program: Program, seed: number): () => Promise<void> {
  const random = createNamedRandom(seed, "starve");
  const between = ({ least, most }: { least: number; most: number }) =>
    least + random() * (most - least);
  const loops = Array.from({ length: BUSY_LOOPS }, () =>
    spawn(process.execPath, ["-e", BUSY], { stdio: ["ignore", "ignore", "ignore", "ipc"] }),
  );
  const ended = new AbortController();
  const stopping = stopAgainAndAgain();

  async function stopAgainAndAgain(): Promise<void> {
    while (!ended.signal.aborted) {
      await pause(between(RUN_MS));
      const pid = program.pid();
      if (pid === undefined) continue;
      whileItRuns(() => setPriority(pid, LOWEST_PRIORITY));
      whileItRuns(() => process.kill(pid, "SIGSTOP"));
      await pause(between(STOP_MS));
      whileItRuns(() => process.kill(pid, "SIGCONT"));
    }
  }

  return async () => {
    ended.abort();
    await stopping;
    await Promise.all(
      loops.map((loop) => {
        const gone = once(loop, "exit");
        loop.kill("SIGKILL");
        return gone;
      }),
    );
  };
}

/** A process that was killed meanwhile needs nothing; its successor has its turn. */
function whileItRuns(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
