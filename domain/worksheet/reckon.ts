import { msOf, readAmount, readMs, valueOf } from "./read-amount";
import type { InfraLine, ModelCall, ResultId, Stage, Worksheet } from "./worksheet.schema";

const SECONDS_A_DAY = 86_400;
/** The month of a back-of-the-envelope bill, as everywhere in grading. */
export const DAYS_A_MONTH = 30;
const HOURS_A_MONTH = 24 * DAYS_A_MONTH;
const TOKENS_A_PRICE = 1e6;

/** A stated result within this share of the computed one is that one, rounded. */
const TOLERANCE = 0.05;

/** Where a result stands: not computable yet, right, or not what the numbers before it give. */
export type Result = {
  /** From the cells before it; null while one of them is missing. */
  computed: number | null;
  /** The candidate's own; null where they left it to the sheet. */
  stated: number | null;
  /** What counts: the stated one where there is one. Null while nothing is computed. */
  value: number | null;
  /** False when both are there and the stated one is off by more than rounding (`TOLERANCE`). */
  follows: boolean;
};

/** Everything the sheet computes. Rates a second, US dollars, milliseconds. */
export type Reckoning = {
  requestsADay: number | null;
  /** By row id; null for a row that is not complete. */
  calls: Map<string, number | null>;
  infra: Map<string, number | null>;
  results: Record<ResultId, Result>;
  /** Model and infrastructure together, over the requests of a month. */
  allInPerRequest: number | null;
  /** Milliseconds left of the target; below 0 when it is missed. */
  latencyLeft: number | null;
};

/** Follows the candidate's numbers from users to the bill, and over the stages of a request. Pure. */
export function reckon(sheet: Worksheet): Reckoning {
  const requestsADay = multiply(valueOf(sheet.users), valueOf(sheet.requestsPerUser));
  const average = toResult(divide(requestsADay, SECONDS_A_DAY), sheet.stated.average);
  const peak = toResult(multiply(average.value, valueOf(sheet.peakFactor)), sheet.stated.peak);

  const calls = new Map(sheet.calls.map((call) => [call.id, costOfCall(call)]));
  const usedCalls = sheet.calls.filter(isUsed).map(({ id }) => calls.get(id) ?? null);
  const perRequest = toResult(sum(usedCalls), sheet.stated.perRequest);
  const modelMonth = toResult(
    multiply(multiply(perRequest.value, requestsADay), DAYS_A_MONTH),
    sheet.stated.modelMonth,
  );

  const infra = new Map(sheet.infra.map((line) => [line.id, costOfInfra(line)]));
  const usedInfra = sheet.infra.filter(isUsed).map(({ id }) => infra.get(id) ?? null);
  const infraMonth = toResult(sum(usedInfra), sheet.stated.infraMonth);

  const bills = [
    ...(usedCalls.length > 0 ? [modelMonth.value] : []),
    ...(usedInfra.length > 0 ? [infraMonth.value] : []),
  ];
  const month = toResult(sum(bills), sheet.stated.month);

  const usedStages = sheet.stages.filter(isUsed);
  const latency = toResult(sum(usedStages.map(({ ms }) => msOf(ms))), sheet.stated.latency, readMs);
  const target = msOf(sheet.target);
  return {
    requestsADay,
    calls,
    infra,
    results: { average, peak, perRequest, modelMonth, infraMonth, month, latency },
    allInPerRequest: divide(month.value, multiply(requestsADay, DAYS_A_MONTH)),
    latencyLeft: target === null || latency.value === null ? null : target - latency.value,
  };
}

function costOfCall(call: ModelCall): number | null {
  const times = call.perRequest.trim() === "" ? 1 : valueOf(call.perRequest);
  const tokens = sum([
    multiply(valueOf(call.tokensIn), valueOf(call.priceIn)),
    multiply(valueOf(call.tokensOut), valueOf(call.priceOut)),
  ]);
  return divide(multiply(times, tokens), TOKENS_A_PRICE);
}

function costOfInfra({ count, price, period }: InfraLine): number | null {
  const one = multiply(valueOf(price), period === "hour" ? HOURS_A_MONTH : 1);
  return multiply(valueOf(count), one);
}

/** A row in which something stands. One that is only named holds up the sum: its number is due. */
function isUsed(row: ModelCall | InfraLine | Stage): boolean {
  return Object.entries(row).some(
    ([field, cell]) => field !== "id" && field !== "period" && cell.trim() !== "",
  );
}

function toResult(computed: number | null, cell: string, read = readAmount): Result {
  const amount = read(cell);
  const stated = amount.kind === "number" ? amount.value : null;
  const follows = computed === null || stated === null || !isOff(computed, stated);
  const value = computed === null ? null : (stated ?? computed);
  return { computed, stated, value, follows };
}

/** Whether a stated figure differs from the computed one by more than rounding. */
export function isOff(computed: number, stated: number): boolean {
  return Math.abs(computed - stated) > TOLERANCE * computed;
}

function multiply(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b;
}

function divide(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}

/** Null for no parts, and while one of them is not known: half a sum says nothing. */
function sum(parts: readonly (number | null)[]): number | null {
  if (parts.length === 0) return null;
  return parts.reduce((total, part) => (total === null || part === null ? null : total + part), 0);
}
