import pLimit from "p-limit";
import { askAbout } from "./ask-judge";
import type { Asked, Asking } from "./ask-judge";
import type { PlannedCall } from "./plan";

export type RunOptions = Omit<Asking, "limit" | "onFirstReply"> & {
  concurrency: number;
  onAsked: (planned: PlannedCall) => void;
};

/**
 * Carries out a plan, many calls at a time, and returns what was asked in the order of the plan.
 *
 * All calls start at once unless the judge asks to be warmed first: awaiting the first call lets the
 * others hit the provider's prefix cache, which saves money where cached tokens are billed for less,
 * but doubles the time a candidate waits.
 *
 * @throws the first error; the other calls are aborted, and none is left running
 */
export async function runPlan(plan: PlannedCall[], options: RunOptions): Promise<Asked[]> {
  const limiter = pLimit(options.concurrency);
  const stop = new AbortController();
  const asking: Asking = {
    ...options,
    signal: stop.signal,
    limit: (call) => limiter(call),
  };
  const follow = (): void => stop.abort(options.signal.reason);
  options.signal.addEventListener("abort", follow, { once: true });
  if (options.signal.aborted) follow();
  const errors: unknown[] = [];
  const run = async (planned: PlannedCall, onFirstReply?: () => void): Promise<Asked | null> => {
    try {
      const asked = await askAbout(planned, { ...asking, ...(onFirstReply && { onFirstReply }) });
      options.onAsked(planned);
      return asked;
    } catch (error) {
      errors.push(error);
      stop.abort();
      return null;
    } finally {
      onFirstReply?.();
    }
  };
  const [first, ...rest] = plan;
  if (!first) return [];
  const running: Promise<Asked | null>[] = [];
  if (options.judge.warmFirst) {
    await new Promise<void>((resolve) => running.push(run(first, resolve)));
  } else {
    running.push(run(first));
  }
  running.push(...rest.map((planned) => run(planned)));
  const asked = await Promise.all(running);
  options.signal.removeEventListener("abort", follow);
  if (errors.length > 0) throw errors[0];
  return asked.filter((one) => one !== null);
}
