/** What one query of a product asks of a model, and what that costs. Tokens are means per call. */
export type CostPlan = {
  queriesPerDay: number;
  callsPerQuery: number;
  /** Calls made once more, by calls: 0.05 is one in twenty. A retry costs as much as any call. */
  retryShare: number;
  /** Tokens at the start of a prompt that earlier calls have sent too. */
  prefixTokens: number;
  /** Share of the calls that find their prefix in the provider's cache. */
  hitShare: number;
  /** The rest of the prompt. */
  freshTokens: number;
  outputTokens: number;
  /** Prompt tokens that a call writes to the cache; more than weren't found there don't count. */
  writtenTokens: number;
  /** Dollars per million tokens. */
  prices: { input: number; written: number; cached: number; output: number };
  /** Share of the queries that got what they were for; above 0. */
  solvedShare: number;
};

/** In dollars. */
export type QueryCost = {
  /** What a query's cost is made of: first tries by kind of token, and what retries add. */
  parts: { input: number; written: number; cached: number; output: number; retries: number };
  perQuery: number;
  /** As study/topics/cost-control.md says it: a query's cost by the share that succeeded. */
  perSolved: number;
  perDay: number;
  perMonth: number;
  /** What the month would cost more without the cache and its writes. */
  savedPerMonth: number;
};

/** Months of bills. */
export const DAYS_A_MONTH = 30;

/** Tokens by their prices, with the calls of a query and their retries. */
export function costQuery(plan: CostPlan): QueryCost {
  const { callsPerQuery, prefixTokens, hitShare, prices, queriesPerDay, retryShare } = plan;
  const dollarsFor = (tokens: number, price: number) => (callsPerQuery * tokens * price) / 1e6;
  const found = hitShare * prefixTokens;
  const missed = plan.freshTokens + prefixTokens - found;
  const writes = Math.min(plan.writtenTokens, missed);
  const input = dollarsFor(missed - writes, prices.input);
  const written = dollarsFor(writes, prices.written);
  const cached = dollarsFor(found, prices.cached);
  const output = dollarsFor(plan.outputTokens, prices.output);
  const firstTries = input + written + cached + output;
  const retries = retryShare * firstTries;
  const perQuery = firstTries + retries;
  const perDay = perQuery * queriesPerDay;
  const saved =
    (1 + retryShare) *
    (dollarsFor(found, prices.input - prices.cached) -
      dollarsFor(writes, prices.written - prices.input));
  return {
    parts: { input, written, cached, output, retries },
    perQuery,
    perSolved: perQuery / plan.solvedShare,
    perDay,
    perMonth: perDay * DAYS_A_MONTH,
    savedPerMonth: saved * queriesPerDay * DAYS_A_MONTH,
  };
}
