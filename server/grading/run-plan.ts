import pLimit from "p-limit";
import { askAgain, askFirst, askHeard, askThird } from "./ask-judge";
import { chooseContested, MAX_CONTESTED } from "./lower-verdicts";
import { findDoubts, MAX_DOUBTS } from "./doubts";
import { JudgeError } from "./judge";
import { findSplit, settleVotes } from "./settle-votes";
import type { DebriefPoint } from "#domain/grading/debrief.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Asked, Asking, Contested } from "./ask-judge";
import type { CallRecord } from "./call-and-record";
import type { Doubts } from "./doubts";
import type { PlannedCall } from "./plan";
import type { Criterion } from "#domain/rubrics/rubric.schema";

export type RunOptions = Omit<Asking, "limit" | "onFirstReply"> & {
  concurrency: number;
  onAsked: (planned: PlannedCall) => void;
  /** Told when all first replies are there, before anything is asked again. */
  onFirstRound?: (first: readonly CallRecord[]) => void;
  /**
   * Points that sink the design, once they are there: verdicts that they bear on are read again. Absent
   * where no point has a consequence. Never throws.
   */
  sinkingPoints?: () => Promise<readonly DebriefPoint[]>;
};

/**
 * Carries out a plan, many calls at a time, and returns what was asked in the order of the plan. What
 * is doubtful is asked again when all first verdicts are there, so that the same is chosen whichever
 * call ends first. Where points of a debrief may follow, the greatest doubts are asked at once and the
 * others when it is there, beside what its points bear on.
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
    options.onFirstRound?.(asked.flatMap(({ first }) => (first ? [first] : [])));
    const calls = plan.flatMap((planned, i) => {
      const own = asked[i];
      return own ? [{ planned, own }] : [];
    });
    const doubts = options.judge.isDeterministic
      ? { lost: [], doubtful: [] }
      : listDoubts(calls, asking);
    const inEach = (work: (call: Answered) => Promise<void>): Promise<unknown> =>
      Promise.all(calls.map((call) => guard(work(call))));
    const { sinkingPoints } = options;
    const atOnce = pick(doubts, 0, sinkingPoints ? MAX_DOUBTS - MAX_CONTESTED : MAX_DOUBTS);
    await inEach(async ({ planned, own }) => {
      await askTwice(planned, atOnce, own, asking);
      options.onAsked(planned);
    });
    const points = errors.length === 0 ? await sinkingPoints?.() : undefined;
    // Where the time ran out on the debrief alone, what was asked by now is the grade.
    if (points && !options.signal.aborted) {
      const contested = findContested(points, calls, asking);
      const left = MAX_DOUBTS - contested.length;
      const later = pick({ lost: [], doubtful: doubts.doubtful }, MAX_DOUBTS - MAX_CONTESTED, left);
      for (const { criterion } of contested) later.delete(criterion);
      await inEach(async ({ planned, own }) => {
        const mine = contested.filter(({ criterion }) => planned.criteria.includes(criterion));
        await Promise.all([
          guard(askLater(planned, later, own, asking)),
          guard(hear(mine, own, asking)),
        ]);
      });
    }
  }
  options.signal.removeEventListener("abort", follow);
  if (errors.length > 0) throw errors[0];
  return asked;
}

type Answered = { planned: PlannedCall; own: Asked };

function listDoubts(calls: readonly Answered[], { isHeavy, weigh }: Asking): Doubts {
  const first = calls.flatMap(({ planned, own }) =>
    planned.criteria.flatMap((criterion) => {
      const vote = own.votes.get(criterion.id)?.[0];
      const weight = weigh(criterion);
      return vote ? [{ criterion, vote, weight, isHeavy: isHeavy(criterion) }] : [];
    }),
  );
  return findDoubts(first);
}

/** All that is lost, and of the doubtful those from one place to another. */
function pick({ lost, doubtful }: Doubts, from: number, to: number): Set<Criterion> {
  return new Set([...lost, ...doubtful.slice(from, to)]);
}

function among({ criteria }: PlannedCall, wanted: ReadonlySet<Criterion>): Criterion[] {
  return criteria.filter((criterion) => wanted.has(criterion));
}

/**
 * Asks again what is doubtful of one call, and a third time where the first two verdicts differ. Two
 * models that differ are for a person to settle: a third voice would be that of one of them.
 */
async function askTwice(
  planned: PlannedCall,
  again: ReadonlySet<Criterion>,
  asked: Asked,
  asking: Asking,
): Promise<void> {
  await askAgain(among(planned, again), asked, asking);
  if (asking.judge.second) return;
  const split = new Map<Criterion, readonly [Verdict, Verdict]>();
  for (const criterion of among(planned, again)) {
    const verdicts = findSplit(asked.votes.get(criterion.id) ?? []);
    if (verdicts) split.set(criterion, verdicts);
  }
  await askThird(split, asked, asking);
}

/** What they wait for is paid for by then: where the bound has no room left, first verdicts count. */
async function askLater(...args: Parameters<typeof askTwice>): Promise<void> {
  try {
    await askTwice(...args);
  } catch (error) {
    if (!(error instanceof JudgeError) || error.kind !== "budget_exceeded") throw error;
  }
}

function findContested(
  points: readonly DebriefPoint[],
  calls: readonly Answered[],
  { weigh }: Asking,
): Contested[] {
  const soFar = new Map<string, Verdict>();
  for (const { own } of calls) {
    for (const [id, votes] of own.votes) soFar.set(id, settleVotes(votes).verdict);
  }
  const criteria = calls.flatMap(({ planned }) => planned.criteria);
  return chooseContested(points, criteria, soFar, weigh);
}

/** What goes wrong with it leaves the verdicts as they are: a grade comes before its debrief. */
async function hear(mine: readonly Contested[], asked: Asked, asking: Asking): Promise<void> {
  try {
    await askHeard(mine, asked, asking);
  } catch (error) {
    if (asking.signal.aborted || !(error instanceof JudgeError)) throw error;
  }
}
