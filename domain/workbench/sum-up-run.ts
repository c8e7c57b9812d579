import type { Run } from "./continuous-batching";

export type RunSummary = {
  /** Seconds until the first token: 50 and 95 percent of the requests have it by then. */
  ttft: Percentiles;
  /** Mean seconds for each further token of an answer; null where no answer has more than one. */
  tpot: Percentiles | null;
  /** From the first arrival to the last token. */
  tokensPerSecond: number;
  /** Share of the slots that somebody's request was in, on average over that time. */
  slotsInUse: number;
  /** Requests that the last one found in the queue. */
  waitingAtLast: number;
};
type Percentiles = { p50: number; p95: number };

/** What users and the owner of a server notice of a run. It has at least one stay. */
export function sumUpRun({ stays }: Run, slots: number): RunSummary {
  const arrivals = stays.map(({ request }) => request.arrival);
  const last = Math.max(...arrivals);
  const seconds = Math.max(...stays.map(({ end }) => end)) - Math.min(...arrivals);
  const tpots = stays
    .filter(({ request }) => request.answer > 1)
    .map(({ request, firstToken, end }) => (end - firstToken) / (request.answer - 1));
  return {
    ttft: findPercentiles(stays.map(({ request, firstToken }) => firstToken - request.arrival)),
    tpot: tpots.length === 0 ? null : findPercentiles(tpots),
    tokensPerSecond: sum(stays.map(({ request }) => request.answer)) / seconds,
    slotsInUse: sum(stays.map(({ start, end }) => end - start)) / (slots * seconds),
    waitingAtLast: stays.filter(({ request, start }) => request.arrival < last && start > last)
      .length,
  };
}

/** By nearest rank: the least value that so many percent don't exceed. */
function findPercentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? NaN;
  return { p50: at(50), p95: at(95) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
