import { FAMILIES } from "./entry.schema";
import type { Family } from "./entry.schema";
import type { Tried } from "./try-entry";
import type { Rest } from "./watch-product";

/** How long one request may hold the event loop, in ms of processor time: less where nobody signed in for it. */
const LIMIT_MS = { anonymous: 150, anybody: 500 };
const HEAP_GROWTH = 0.2;

const PROCESSES = ["web", "worker"] as const;

/** A line a family: tried, blocked, harmless, through, and the longest stalls in milliseconds. */
export function reportFamilies(all: Tried[]): string[] {
  const head =
    "family     tried blocked harmless through   wait ms (anonymous)   busy ms (anonymous)   worker busy ms";
  return [head, ...FAMILIES.flatMap((family) => describeFamily(family, all))];
}

function describeFamily(family: Family, all: Tried[]): string[] {
  const own = all.filter((tried) => tried.family === family);
  if (own.length === 0) return [];
  const count = (outcome: Tried["outcome"]) =>
    String(own.filter((tried) => tried.outcome === outcome).length);
  const anonymous = own.filter(({ entry }) => entry.as === "anonymous");
  const longest = (of: Tried[], name: "healthMs" | "webBusyMs" | "workerBusyMs") => {
    const times = of.flatMap(({ stall }) => (stall === null ? [] : [stall[name]]));
    return times.length === 0 ? "–" : Math.max(...times).toFixed(0);
  };
  const pair = (name: "healthMs" | "webBusyMs") =>
    `${longest(own, name)} (${longest(anonymous, name)})`;
  return [
    [
      family.padEnd(10),
      String(own.length).padStart(5),
      count("blocked").padStart(7),
      count("harmless").padStart(8),
      count("through").padStart(7),
      pair("healthMs").padStart(21),
      pair("webBusyMs").padStart(21),
      longest(own, "workerBusyMs").padStart(16),
    ].join(" "),
  ];
}

/** What got through, what was refused by another status than expected, and what took too long. */
export function reportEntries(all: Tried[]): string[] {
  const through = all.filter(({ outcome }) => outcome === "through");
  const otherwise = all.filter(({ isOtherwise }) => isOtherwise);
  const slow = all.filter((tried) => isSlow(tried));
  return [
    ...section("Got through", through, ({ said }) => said),
    ...section("Refused by a status the entry doesn't name", otherwise, ({ said }) => said),
    ...section(
      `Held the event loop too long (${LIMIT_MS.anonymous} ms of processor time for anybody without an account, ${LIMIT_MS.anybody} ms for all)`,
      slow,
      ({ stall }) =>
        stall ? `busy ${stall.webBusyMs.toFixed(0)} ms, wait ${stall.healthMs.toFixed(0)} ms` : "",
    ),
  ];
}

function isSlow({ entry, stall }: Tried): boolean {
  if (stall === null) return false;
  return stall.webBusyMs > (entry.as === "anonymous" ? LIMIT_MS.anonymous : LIMIT_MS.anybody);
}

function section(title: string, list: Tried[], describe: (tried: Tried) => string): string[] {
  if (list.length === 0) return [];
  return ["", `${title}:`, ...list.map((tried) => `  ${tried.entry.id}: ${describe(tried)}`)];
}

/** Whether no process keeps more than it should of what was sent, and nothing of it goes on. */
export function isAtRest(before: Rest, after: Rest): boolean {
  const isHeapBack = PROCESSES.every((name) => growthOf(name, before, after) <= HEAP_GROWTH);
  return isHeapBack && after.threads <= before.threads && after.requests === 0;
}

export function reportRest(before: Rest, after: Rest): string[] {
  const heaps = PROCESSES.map((name) => {
    const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    const isBack = growthOf(name, before, after) <= HEAP_GROWTH;
    const verdict = isBack ? "within 20 %" : "more than 20 % larger";
    return `heap of the ${name} process after a forced collection: ${mb(before[name])} before, ${mb(after[name])} after (${verdict})`;
  });
  const left = `web process: ${before.threads} threads before, ${after.threads} after; ${after.requests} requests under way`;
  return [...heaps, left];
}

function growthOf(name: (typeof PROCESSES)[number], before: Rest, after: Rest): number {
  return after[name] / before[name] - 1;
}
