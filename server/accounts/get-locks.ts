import { and, asc, gt, gte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { loginFailures } from "../db/tables/accounts";
import { FAILURES, hashEmail } from "./login-limiter";
import type { Counter } from "./login-limiter";

/** Sign-ins that have to wait, until the latest moment. ISO 8601. */
export type Lock = { until: string };
/** `address` is an IPv4 address or an IPv6 /64. */
export type AddressLock = Lock & { address: string };

const ADDRESS_PREFIX = "login_address:";
/** Nobody reads more; a flood from everywhere is not lifted address by address. */
const MOST_ADDRESSES = 50;

/** Whether anybody has to wait before they may try this account again; browsers it knows are looked at too. */
export async function getPersonLock(db: Db, person: { email: string }): Promise<Lock | null> {
  const [row] = await db
    .select({ expire: sql<string | null>`max(${loginFailures.expire})` })
    .from(loginFailures)
    .where(and(isOfPerson(person.email), isRunning(), or(...COUNTERS.map(isFull))));
  const until = row?.expire ?? null;
  return until === null ? null : { until: new Date(Number(until)).toISOString() };
}

/** Addresses from which unknown browsers have to wait, the first to be free again first. */
export async function listLockedAddresses(db: Db): Promise<AddressLock[]> {
  const rows = await db
    .select({ key: loginFailures.key, expire: loginFailures.expire })
    .from(loginFailures)
    .where(and(isFull("address"), isRunning()))
    .orderBy(asc(loginFailures.expire))
    .limit(MOST_ADDRESSES);
  return rows.map(({ key, expire }) => ({
    address: key.slice(ADDRESS_PREFIX.length),
    until: new Date(expire ?? 0).toISOString(),
  }));
}

const COUNTERS: Counter[] = ["pair", "account", "device", "session"];

/** Rows of all that counts tries at an account. */
export function isOfPerson(email: string): SQL | undefined {
  const account = hashEmail(email);
  return or(...COUNTERS.map((counter) => startsWith(`login_${counter}:${account}`)));
}

function startsWith(prefix: string): SQL {
  return sql`starts_with(${loginFailures.key}, ${prefix})`;
}

function isFull(counter: Counter): SQL | undefined {
  return and(startsWith(`login_${counter}:`), gte(loginFailures.points, FAILURES[counter]));
}

function isRunning(): SQL {
  return gt(loginFailures.expire, Date.now());
}
