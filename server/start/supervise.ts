import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../db/embedded/start-error";
import { decideRestart } from "./restart-policy";
import type { ReadyMessage } from "./supervised";

export type ChildExit = { code: number | null; signal: NodeJS.Signals | null };

/** A process under way, as its supervisor sees it. */
export type Child = {
  /** Settles when the process says so; never when it dies before. */
  ready: Promise<ReadyMessage>;
  exited: Promise<ChildExit>;
  askToStop: () => void;
  kill: () => void;
};

export type SuperviseOptions = {
  /** As the person knows it: "web", "worker". */
  name: string;
  launch: () => Child;
  log: (line: string) => void;
  /** Called each time it does its work, after restarts too. */
  onReady: (message: ReadyMessage) => void;
  /** Called once, when it has died too often. Nothing runs then. */
  onGaveUp: (error: StartError) => void;
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  nowMs?: () => number;
};

/**
 * Keeps one process running: starts it, and again with growing pauses when it dies without having
 * been asked to, until it dies too often.
 * @returns how to end it: it is asked first, and killed after `drainMs`
 */
export function supervise(options: SuperviseOptions): { stop: (drainMs: number) => Promise<void> } {
  const { name, log, pause = pauseFor, nowMs = Date.now } = options;
  const stopping = new AbortController();
  const deathsAtMs: number[] = [];
  let wasEverReady = false;
  let child = launch();
  const ended = watch();

  function launch(): Child {
    const next = options.launch();
    void next.ready.then((message) => {
      wasEverReady = true;
      options.onReady(message);
    });
    return next;
  }

  async function watch(): Promise<void> {
    for (;;) {
      const exit = await child.exited;
      if (stopping.signal.aborted) return;
      deathsAtMs.push(nowMs());
      const decision = decideRestart(deathsAtMs, nowMs(), wasEverReady);
      if (!decision.restart) return options.onGaveUp(gaveUp(name, exit, wasEverReady));
      log(`The ${name} process ended (${describeExit(exit)}). Starting it again.`);
      await pause(decision.pauseMs, stopping.signal);
      if (stopping.signal.aborted) return;
      child = launch();
    }
  }

  async function stop(drainMs: number): Promise<void> {
    const isFirst = !stopping.signal.aborted;
    stopping.abort();
    if (isFirst) child.askToStop();
    if (drainMs === 0) child.kill();
    const timer = setTimeout(() => child.kill(), drainMs);
    await child.exited;
    clearTimeout(timer);
    await ended;
  }

  return { stop };
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** In a word or two: the signal, or the exit code. */
export function describeExit(exit: ChildExit): string {
  return exit.signal ?? `exit code ${exit.code ?? "unknown"}`;
}

function gaveUp(name: string, exit: ChildExit, wasEverReady: boolean): StartError {
  const how = describeExit(exit);
  return new StartError(
    wasEverReady
      ? `The ${name} process keeps crashing (last: ${how}).`
      : `The ${name} process does not start (${how}).`,
    `Its last lines are above; all of them are in ${name}.log in the data folder. Saved work is kept.`,
  );
}
