import pLimit from "p-limit";
import { askAgain, askFirst } from "./ask-judge";
import { chooseDoubts } from "./doubts";
import { needsThird } from "./settle-votes";
import type { Asked, Asking, CallRecord } from "./ask-judge";
import type { PlannedCall } from "./plan";
import type { Criterion } from "#domain/rubrics/rubric.schema";

export type RunOptions = Omit<Asking, "limit" | "onFirstReply"> & {
  concurrency: number;
  onAsked: (planned: PlannedCall) => void;
  /** Told when all first replies are there, before anything is asked again. */
  onFirstRound?: (first: readonly CallRecord[]) => void;
};

/**
 * Carries out a plan, many calls at a time, and returns what was asked in the order of the plan. What
 * is doubtful is asked again when all first verdicts are there, so that the same is chosen whichever
 * call ends first.
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
  const asking: Asking = { ...options, signal: stop.signal, limit: (call) => limiter(call) };
  const follow = (): void => stop.abort(options.signal.reason);
  options.signal.addEventListener("abort", follow, { once: true });
  if (options.signal.aborted) follow();
  const errors: unknown[] = [];
  /** Null for what failed; the others are stopped then, and the first error is thrown below. */
  const guard = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      errors.push(error);
      stop.abort();
      return null;
    }
  };
  const begin = (planned: PlannedCall, onFirstReply?: () => void): Promise<Asked | null> =>
    guard(askFirst(planned, { ...asking, ...(onFirstReply && { onFirstReply }) })).finally(() =>
      onFirstReply?.(),
    );
  const [first, ...rest] = plan;
  if (!first) return [];
  const running: Promise<Asked | null>[] = [];
  if (options.judge.warmFirst) {
    await new Promise<void>((resolve) => running.push(begin(first, resolve)));
  } else {
    running.push(begin(first));
  }
  running.push(...rest.map((planned) => begin(planned)));
  const asked = (await Promise.all(running)).filter((one) => one !== null);
  if (errors.length === 0) {
    options.onFirstRound?.(asked.map((one) => one.first));
    const doubts = options.judge.isDeterministic
      ? new Set<Criterion>()
      : findDoubts(asked, plan, asking);
    await Promise.all(
      plan.map((planned, i) => {
        const own = asked[i];
        return (
          own && guard(settle(planned, doubts, own, asking).then(() => options.onAsked(planned)))
        );
      }),
    );
  }
  options.signal.removeEventListener("abort", follow);
  if (errors.length > 0) throw errors[0];
  return asked;
}

function findDoubts(
  asked: readonly Asked[],
  plan: readonly PlannedCall[],
  { isHeavy, weigh }: Asking,
): Set<Criterion> {
  const first = plan.flatMap(({ criteria }, i) =>
    criteria.flatMap((criterion) => {
      const vote = asked[i]?.votes.get(criterion.id)?.[0];
      const weight = weigh(criterion);
      return vote ? [{ criterion, vote, weight, isHeavy: isHeavy(criterion) }] : [];
    }),
  );
  return new Set(chooseDoubts(first));
}

/**
 * Asks again what is doubtful of one call, and a third time where the first two verdicts differ. Two
 * models that differ are for a person to settle: a third voice would be that of one of them.
 */
async function settle(
  { criteria }: PlannedCall,
  doubts: ReadonlySet<Criterion>,
  asked: Asked,
  asking: Asking,
): Promise<void> {
  const doubtful = criteria.filter((criterion) => doubts.has(criterion));
  await askAgain(doubtful, asked, asking);
  if (asking.judge.second) return;
  const split = doubtful.filter(({ id }) => needsThird(asked.votes.get(id) ?? []));
  await askAgain(split, asked, asking);
}
