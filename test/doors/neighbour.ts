import { setTimeout as wait } from "node:timers/promises";
import { createSession } from "#server/accounts/sessions";
import { createSessionCookie } from "#server/web/session-cookie";
import { createPerson } from "../support/people";
import type { DoorsWorld } from "./open-world";

/** Milliseconds, over some requests. */
type Spread = { median: number; p95: number; longest: number };
export type Waits = { before: Spread; during: Spread };

const BEFORE_COUNT = 20;
const EVERY_MS = 250;
const GIVE_UP_MS = 60_000;
const cookies = createSessionCookie({ isHttps: false });

/**
 * Another person, who opens the list of problems four times a second: for a while before an entry is
 * tried, and while it is.
 * @returns a function by which they leave, and say how long they waited
 */
export async function openNeighbour({
  database,
  product,
}: DoorsWorld): Promise<{ leave: () => Promise<Waits> }> {
  const { id } = await createPerson(database.db);
  const { token, expiresAt } = await createSession(database.db, id);
  const cookie = cookies.issue(token, expiresAt).split(";")[0] ?? "";

  async function look(): Promise<number> {
    const startedMs = performance.now();
    const signal = AbortSignal.timeout(GIVE_UP_MS);
    const response = await fetch(`${product.url}/problems`, { headers: { cookie }, signal });
    await response.text();
    const tookMs = performance.now() - startedMs;
    // One that was put off is as good as none.
    return response.ok ? tookMs : GIVE_UP_MS;
  }
  const lookPatiently = () => look().catch(() => GIVE_UP_MS);

  const before: number[] = [];
  await lookPatiently();
  while (before.length < BEFORE_COUNT) {
    before.push(await lookPatiently());
    await wait(EVERY_MS);
  }
  const during: number[] = [];
  const leaving = new AbortController();
  const looking = (async () => {
    while (!leaving.signal.aborted) {
      during.push(await lookPatiently());
      await wait(EVERY_MS);
    }
  })();
  return {
    leave: async () => {
      leaving.abort();
      await looking;
      return { before: spreadOf(before), during: spreadOf(during) };
    },
  };
}

export function describeWaits({ before, during }: Waits): string {
  const say = ({ median, p95, longest }: Spread) =>
    [median, p95, longest].map((ms) => ms.toFixed(0)).join("/");
  return `/problems of another, median/p95/longest: ${say(before)} ms before, ${say(during)} ms during`;
}

function spreadOf(times: number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5) ?? NaN, p95: at(0.95) ?? NaN, longest: sorted.at(-1) ?? NaN };
}
