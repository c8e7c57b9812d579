import { AppError } from "../errors";

/** Readers that are signed in count by person; the others, all together, as one. */
export type Reader = { personId: string | null; address: string };

/** What a process reads at a time, of a person, of all strangers together and in all. */
type ReadLimits = { perPerson: number; strangers: number; inAll: number; waitMs: number };

const LIMITS: ReadLimits = { perPerson: 2, strangers: 2, inAll: 4, waitMs: 6_000 };
/**
 * A place rests as long as it was used while others of its group wait: else one person's two places
 * would have all the time of the event loop that is left. Shorter uses aren't worth a timer.
 */
const REST_MS = { least: 5, most: 1_000 };
/** Those who wait are few seconds' worth; beyond this a process says so at once. */
const MAX_WAITING = 500;

/** When to ask again, in seconds, as a refusal says it. */
export const RETRY_READ_S = 5;

/**
 * The way in to pages that are expensive to make: reports, comparisons and whatever else reads a
 * whole answer with its drawing. Signed-in people take turns, strangers by their address, so that one
 * who asks for many keeps nobody waiting but themselves.
 */
export type ReadGate = {
  /**
   * @returns a function that gives the place back, to be called once
   * @throws AppError `unavailable` when none is free in time; the signal's reason when the client left
   */
  enter: (reader: Reader, signal: AbortSignal) => Promise<() => void>;
};

type Waiting = { group: string; start: () => void };

export function createReadGate(
  limits: ReadLimits = LIMITS,
  now: () => number = () => performance.now(),
): ReadGate {
  /** By whose turn it is, the next one first. */
  const queues = new Map<string, Waiting[]>();
  const running = new Map<string, number>();
  let runningInAll = 0;
  let waitingInAll = 0;

  function hasRoom(group: string): boolean {
    const most = group === STRANGERS ? limits.strangers : limits.perPerson;
    return runningInAll < limits.inAll && (running.get(group) ?? 0) < most;
  }

  function take(group: string): () => void {
    runningInAll += 1;
    running.set(group, (running.get(group) ?? 0) + 1);
    const startedMs = now();
    return () => {
      runningInAll -= 1;
      const restMs = isWaiting(group) ? Math.min(now() - startedMs, REST_MS.most) : 0;
      if (restMs < REST_MS.least) return giveBack(group);
      setTimeout(() => giveBack(group), restMs);
      startNext();
    };
  }

  function giveBack(group: string): void {
    const left = (running.get(group) ?? 1) - 1;
    if (left === 0) running.delete(group);
    else running.set(group, left);
    startNext();
  }

  function isWaiting(group: string): boolean {
    return [...queues.values()].some(([first]) => first?.group === group);
  }

  function startNext(): void {
    for (const [key, [first, ...rest]] of queues) {
      if (first === undefined || !hasRoom(first.group)) continue;
      // To the end of the row: the others come first now.
      queues.delete(key);
      if (rest.length > 0) queues.set(key, rest);
      waitingInAll -= 1;
      return first.start();
    }
  }

  function leaveQueue(key: string, one: Waiting): void {
    const rest = queues.get(key)?.filter((other) => other !== one) ?? [];
    waitingInAll -= 1;
    if (rest.length > 0) queues.set(key, rest);
    else queues.delete(key);
  }

  function wait(key: string, group: string, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const one: Waiting = {
        group,
        start: () => {
          stopWaiting();
          resolve(take(group));
        },
      };
      const giveUp = (reason: unknown) => {
        stopWaiting();
        leaveQueue(key, one);
        reject(reason as Error);
      };
      const leave = () => giveUp(signal.reason);
      const timer = setTimeout(() => giveUp(refuse(`waited ${limits.waitMs} ms`)), limits.waitMs);
      function stopWaiting(): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", leave);
      }
      signal.addEventListener("abort", leave, { once: true });
      waitingInAll += 1;
      queues.set(key, [...(queues.get(key) ?? []), one]);
    });
  }

  return {
    enter: async ({ personId, address }, signal) => {
      signal.throwIfAborted();
      const group = personId ?? STRANGERS;
      const key = personId ?? `${STRANGERS} ${address}`;
      // Whoever waits has asked before.
      if (!queues.has(key) && hasRoom(group)) return take(group);
      if (waitingInAll >= MAX_WAITING) throw refuse(`${MAX_WAITING} wait`);
      return wait(key, group, signal);
    },
  };
}

const STRANGERS = "strangers";

function refuse(message: string): AppError {
  return new AppError("unavailable", {
    message: `no room to read: ${message}`,
    userMessage:
      "Too many reports are being opened at the same time. Wait a few seconds, then reload the page.",
  });
}
