import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import pLimit from "p-limit";
import { Piscina } from "piscina";
import type { Logger } from "pino";
import { JudgeError } from "../grading/judge";
import { startDeadline } from "./deadline";
import type { TaskCall, TaskOutcome, TaskSet } from "./create-runner";
import type { Tasks } from "./tasks";
import { TextTaskError } from "./text-task-error";

/**
 * Which queue a task waits in. Only `quick` has more than one thread: a long text never keeps the
 * short ones waiting. In `alone` nothing but texts that are under suspicion run, one at a time.
 */
export type Lane = "quick" | "long" | "alone";

export type TaskOptions = {
  lane: Lane;
  /** Milliseconds from when a thread takes it, not from when it is asked for; see `startDeadline`. */
  deadlineMs: number;
  signal?: AbortSignal;
  /** Runs the task when its turn has come; what it does beside it is not under the deadline. */
  around?: <T>(run: () => Promise<T>) => Promise<T>;
};

export type Threads<Set extends TaskSet = Tasks> = {
  /**
   * Runs a task in a thread that does nothing else meanwhile.
   * @throws TextTaskError; JudgeError of the task itself
   */
  run: <N extends keyof Set & string>(
    name: N,
    args: Parameters<Set[N]>,
    options: TaskOptions,
  ) => Promise<Awaited<ReturnType<Set[N]>>>;
  /** Ends all threads; tasks under way end as `stopped`. */
  close: () => Promise<void>;
};

export type ThreadOptions = {
  log: Logger;
  /** Threads of the quick lane. */
  quick: number;
  /** How many of those are started at once and kept. Others start when asked for and end when idle. */
  warm: number;
  /** Tasks that may wait in each lane; the next is refused as `busy`. */
  maxWaiting: number;
  /** Entry of a thread, with the tasks of these threads; absent, the one of all that grades. */
  file?: URL;
  /** Heap of a thread; another than the default is for tests. */
  maxHeapMb?: number;
};

/**
 * Heap of one thread. At rest it takes 120 MB, and the worst of texts took 700 MB of memory, heap and
 * all (docs/operators.md); whoever needs more than this is ended before the process is.
 */
const MAX_HEAP_MB = 1_024;
const IDLE_MS = 60_000;
/** Also where the process itself wasn't started with it, as under vitest. */
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Opens the threads of a process. */
export function openThreads<Set extends TaskSet = Tasks>(options: ThreadOptions): Threads<Set> {
  const { quick, maxWaiting } = options;
  // Every lane has its own limit, so a task that is let through finds a thread free. Warm threads
  // are for the quick lane alone: else a long text might take one, and a short one wait for a new one.
  const quickPool = createPool(options, { minThreads: options.warm, maxThreads: quick });
  const otherPool = createPool(options, { minThreads: 0, maxThreads: 2 });
  const lanes = { quick: pLimit(quick), long: pLimit(1), alone: pLimit(1) };
  const closing = new AbortController();

  async function runInPool(call: TaskCall, { lane, deadlineMs }: TaskOptions, outer: AbortSignal) {
    const pool = lane === "quick" ? quickPool : otherPool;
    const deadline = startDeadline(deadlineMs);
    try {
      return await pool.run(call, { signal: AbortSignal.any([outer, deadline.signal]) });
    } catch (error) {
      throw toTextTaskError(error, call.name, outer, deadline.signal.aborted ? deadlineMs : null);
    } finally {
      deadline.clear();
    }
  }

  /** Whoever waits for their turn needn't wait to be told that there will be none. */
  function takeTurn(call: TaskCall, how: TaskOptions, outer: AbortSignal) {
    return new Promise<TaskOutcome>((resolve, reject) => {
      const stop = () => reject(new TextTaskError("stopped", `${call.name} was stopped`));
      if (outer.aborted) return stop();
      outer.addEventListener("abort", stop, { once: true });
      const turn = lanes[how.lane](() => {
        outer.removeEventListener("abort", stop);
        if (outer.aborted) return stop();
        const run = () => runInPool(call, how, outer);
        return (how.around?.(run) ?? run()).then(resolve);
      });
      turn.catch(reject);
    });
  }

  return {
    run: async <N extends keyof Set & string>(
      name: N,
      args: Parameters<Set[N]>,
      how: TaskOptions,
    ): Promise<Awaited<ReturnType<Set[N]>>> => {
      if (lanes[how.lane].pendingCount >= maxWaiting) {
        throw new TextTaskError("busy", `${name}: ${maxWaiting} tasks wait already`);
      }
      const outer = AbortSignal.any([closing.signal, ...(how.signal ? [how.signal] : [])]);
      const outcome = await takeTurn({ name, args }, how, outer);
      if (outcome.kind === "done") return outcome.value as Awaited<ReturnType<Set[N]>>;
      if (outcome.kind === "failed") throw new TextTaskError("failed", `${name}: ${outcome.where}`);
      const { kind, message, retryable } = outcome.error;
      throw new JudgeError(kind, message, { retryable });
    },
    close: async () => {
      closing.abort();
      await Promise.all([quickPool.destroy(), otherPool.destroy()]);
    },
  };
}

function createPool(
  { log, file, maxHeapMb = MAX_HEAP_MB }: ThreadOptions,
  size: { minThreads: number; maxThreads: number },
): Piscina<TaskCall, TaskOutcome> {
  const pool = new Piscina<TaskCall, TaskOutcome>({
    filename: (file ?? new URL("./run-task.ts", import.meta.url)).href,
    execArgv: ["--import", LOADER],
    ...size,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  pool.on("error", (error) => log.error({ err: error }, "a thread broke"));
  return pool;
}

function toTextTaskError(
  error: unknown,
  name: string,
  outer: AbortSignal,
  spentMs: number | null,
): unknown {
  if (outer.aborted) return new TextTaskError("stopped", `${name} was stopped`);
  if (spentMs !== null) return new TextTaskError("out_of_time", `${name} took over ${spentMs} ms`);
  if (!(error instanceof Error)) return error;
  const isOutOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isOutOfMemory) return new TextTaskError("died", `${name} ran out of memory`);
  const exit = /^worker exited with code: \d+$/.exec(error.message)?.[0];
  return exit ? new TextTaskError("died", `${name}: ${exit}`) : error;
}
