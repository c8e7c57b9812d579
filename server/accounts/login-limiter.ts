import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { AppError } from "../errors";

/** Slows down guessing of passwords: by account and address together, and by address. */
export type LoginLimiter = {
  /** @throws AppError `too_many`, with the wait in words. */
  requireRoom: (email: string, address: string) => Promise<void>;
  recordFailure: (email: string, address: string) => Promise<void>;
  recordSuccess: (email: string, address: string) => Promise<void>;
};

/** A person mistypes a few times; a script needs thousands of tries. */
const FAILURES_PER_PAIR = 10;
const PAIR_WINDOW_S = 15 * 60;
/** An office behind one address has many people in it. */
const FAILURES_PER_ADDRESS = 100;
const ADDRESS_WINDOW_S = 24 * 60 * 60;

/** Counts in Postgres, so that every web process sees the same count. */
export function createLoginLimiter(pool: Pool): LoginLimiter {
  const byPair = createLimiter(pool, "login_pair", FAILURES_PER_PAIR, PAIR_WINDOW_S);
  const byAddress = createLimiter(pool, "login_address", FAILURES_PER_ADDRESS, ADDRESS_WINDOW_S);
  const pairKey = (email: string, address: string): string => `${email.toLowerCase()}|${address}`;

  return {
    requireRoom: async (email, address) => {
      await requireBelow(byPair, pairKey(email, address), FAILURES_PER_PAIR);
      await requireBelow(byAddress, address, FAILURES_PER_ADDRESS);
    },
    recordFailure: async (email, address) => {
      await countFailure(byPair, pairKey(email, address));
      await countFailure(byAddress, address);
    },
    recordSuccess: async (email, address) => {
      await byPair.delete(pairKey(email, address));
    },
  };
}

function createLimiter(
  pool: Pool,
  keyPrefix: string,
  points: number,
  duration: number,
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "login_failures",
    // Our migrations create it: two processes that start together would race for it.
    tableCreated: true,
    keyPrefix,
    points,
    duration,
  });
}

async function requireBelow(
  limiter: RateLimiterAbstract,
  key: string,
  points: number,
): Promise<void> {
  const state = await limiter.get(key);
  if (state === null || state.consumedPoints < points) return;
  const minutes = Math.max(1, Math.ceil(state.msBeforeNext / 60_000));
  throw new AppError("too_many", {
    message: "sign-in limit reached",
    userMessage: `Too many failed tries. Wait ${minutes} minute${minutes === 1 ? "" : "s"} and try again.`,
  });
}

async function countFailure(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    // The library rejects with its state once the limit is reached; the next sign-in will say so.
    if (!(error instanceof RateLimiterRes)) throw error;
  }
}
