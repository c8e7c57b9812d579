import { startRedis } from "./redis";
import type { TestRedis } from "./redis";

/** Starts what the store needs; null where it can't be had, so that its tests are skipped by name. */
type StoreUnderTest = { name: string; start: () => Promise<TestRedis | null> };

const NO_REDIS: TestRedis = { url: "", signal: () => undefined, stop: () => Promise.resolve() };

/** The two stores of the queue. The same tests run on each. */
export const QUEUE_STORES: StoreUnderTest[] = [
  { name: "PostgreSQL", start: () => Promise.resolve(NO_REDIS) },
  { name: "Redis", start: startRedis },
];
