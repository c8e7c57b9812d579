import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors";
import { describeWait } from "../text/describe-wait";
import { toAddressGroup } from "./address-group";

/** What a try is counted by. */
export type Counter = "pair" | "account" | "address" | "device" | "session";

/** Who tries to sign in. `deviceHash`: of a browser that has signed in to this account before. */
export type SignInTrier = { email: string; address: string; deviceHash: string | null };
/** Who is signed in, and is asked for their own password again. */
type OwnTrier = { email: string; sessionHash: string };
type Trier = SignInTrier | OwnTrier;

/** A try that was counted, or refused uncounted: then `tries` are those at the counter that is full. */
export type Ticket =
  | {
      isRefused: false;
      tries: Partial<Record<Counter, number>>;
      /** Gives back the try and the mistypes before it: the password was right. */
      settle: () => Promise<void>;
    }
  | { isRefused: true; by: Counter; tries: number; waitMs: number };

/** Slows down guessing of passwords and the making of accounts. */
export type LoginLimiter = {
  /** Counts a try before its password is looked at, so that tries at once share what is left. */
  take: (trier: Trier) => Promise<Ticket>;
  /** @throws AppError `too_many`, with the wait in words. */
  takeSignUp: (address: string) => Promise<void>;
};

/** No lock lasts longer: a class behind one address must not lose its lesson. */
const LOCK_WINDOW_S = 15 * 60;
/**
 * Failed tries within the window. Pair: a person mistypes a few times, a script needs thousands.
 * Account, from all addresses: OWASP ASVS 4.0.3, 2.2.1 allows 100 an hour. Address: a class of forty
 * where everybody mistypes twice and tries a third time, all at once, and some air. Device: one that has signed in to the account before counts by
 * itself, so that nobody else's tries lock it out (OWASP, "Slow Down Online Guessing Attacks with
 * Device Cookies"). Session: of whoever is in already, for the same reason; a stolen one has these and no
 * others, since a further session takes the password.
 */
export const FAILURES: Record<Counter, number> = {
  pair: 10,
  account: 25,
  address: 150,
  device: 10,
  session: 10,
};

const SIGN_UPS_PER_HOUR = 60;
const HOUR_S = 60 * 60;

/** Counts in Postgres, so that every web process sees the same count. */
export function createLoginLimiter(
  pool: Pool,
  options: { signUpsPerHour: number } = { signUpsPerHour: SIGN_UPS_PER_HOUR },
): LoginLimiter {
  const failures = (counter: Counter) =>
    createLimiter(pool, `login_${counter}`, FAILURES[counter], LOCK_WINDOW_S);
  const limiters = {
    pair: failures("pair"),
    account: failures("account"),
    address: failures("address"),
    device: failures("device"),
    session: failures("session"),
  };
  const signUps = createLimiter(pool, "sign_up", options.signUpsPerHour, HOUR_S);

  async function take(trier: Trier): Promise<Ticket> {
    const tries: Partial<Record<Counter, number>> = {};
    const refund = async (): Promise<void> => {
      for (const [counter, key] of keysOf(trier)) {
        if (tries[counter] !== undefined) await limiters[counter].reward(key);
      }
    };
    for (const [counter, key] of keysOf(trier)) {
      const { isFull, state } = await consume(limiters[counter], key);
      if (isFull) {
        await refund();
        const { consumedPoints, msBeforeNext } = state;
        return { isRefused: true, by: counter, tries: consumedPoints, waitMs: msBeforeNext };
      }
      tries[counter] = state.consumedPoints;
    }
    const settle = () => settleTry(trier);
    return { isRefused: false, tries, settle };
  }

  /**
   * What was counted by the narrowest is forgotten and given back to the wider ones. It is deleted and
   * read in one statement: right passwords at once would otherwise give back more than was counted.
   */
  async function settleTry(trier: Trier): Promise<void> {
    const [narrowest, ...wider] = keysOf(trier);
    if (narrowest === undefined) return;
    const { rows } = await pool.query<{ points: number }>(
      "delete from login_failures where key = $1 and expire > $2 returning points",
      [`login_${narrowest[0]}:${narrowest[1]}`, Date.now()],
    );
    const points = rows[0]?.points ?? 0;
    if (points > 0) for (const [counter, key] of wider) await limiters[counter].reward(key, points);
  }

  async function takeSignUp(address: string): Promise<void> {
    const { isFull, state } = await consume(signUps, toAddressGroup(address));
    if (!isFull) return;
    throw new AppError("too_many", {
      message: "sign-up limit reached",
      userMessage: `Too many accounts were created from your network. Wait ${describeWait(state.msBeforeNext)}, or ask for an invitation.`,
    });
  }
  return { take, takeSignUp };
}

/** The counters of a try and their keys, the narrowest first: what one refuses touches no wider one. */
function keysOf(trier: Trier): [Counter, string][] {
  const account = hashEmail(trier.email);
  if ("sessionHash" in trier) return [["session", `${account}|${trier.sessionHash}`]];
  const { address, deviceHash } = trier;
  if (deviceHash !== null) return [["device", `${account}|${deviceHash}`]];
  const group = toAddressGroup(address);
  return [
    ["pair", `${account}|${group}`],
    ["account", account],
    ["address", group],
  ];
}

/** In place of what was typed, which may be somebody's password in the wrong field. */
export function hashEmail(email: string): string {
  return createHash("sha256").update(email.toLowerCase()).digest("hex");
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

async function consume(
  limiter: RateLimiterPostgres,
  key: string,
): Promise<{ isFull: boolean; state: RateLimiterRes }> {
  try {
    return { isFull: false, state: await limiter.consume(key) };
  } catch (error) {
    // The library rejects with its state once the limit is passed.
    if (!(error instanceof RateLimiterRes)) throw error;
    return { isFull: true, state: error };
  }
}
