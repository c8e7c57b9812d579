import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { dryRuns } from "#server/db/tables/authoring";
import { entrySchema } from "./entry.schema";
import type { Entry, Family } from "./entry.schema";
import { feedText } from "./feed-text";
import type { SendEntry } from "./feed-text";
import type { Scenery } from "./fixtures";
import { describeWaits, openNeighbour } from "./neighbour";
import type { Waits } from "./neighbour";
import type { DoorsWorld } from "./open-world";
import { send } from "./send";
import type { Answer } from "./send";
import { number, spell } from "./spell";
import { toRequest } from "./to-request";
import type { Stall } from "./watch-product";

export type Outcome = "blocked" | "harmless" | "through";
export type Tried = {
  answers: Answer[];
  entry: Entry;
  family: Family;
  outcome: Outcome;
  /** What came back, or what got through, in a few words. */
  said: string;
  /** It was refused, by a status that the entry doesn't name. */
  isOtherwise: boolean;
  /** null: it never met the product. */
  stall: Stall | null;
  /** Until the last answer. */
  tookMs: number;
};

let clients = 0;

/** Tries one entry against the product, with people and work of its own. */
export async function tryEntry(world: DoorsWorld, family: Family, entry: Entry): Promise<Tried> {
  const scenery = await world.fixtures.prepare(entry.as);
  const sendEntry = createSender(world, scenery, family);
  const pid = world.product.findPid("web");
  await prepareNamed(entry, scenery);
  const neighbour = entry.others === undefined ? null : await openNeighbour(world);
  await world.watch.take();
  const startedMs = performance.now();
  const { answers, fault } = await act(world, entry, scenery, sendEntry);
  const tookMs = performance.now() - startedMs;
  const waits = await neighbour?.leave();
  const stall = await world.watch.take();
  for (const answer of answers) answer.hangUp();
  const died = isSamePid(world, pid) ? null : "the web process ended";
  const judged = judge(entry, answers, [
    died,
    fault,
    findLeak(answers, scenery.listSecrets()),
    await findTouched(scenery),
    await findOtherCount(world, entry, scenery),
    findStalled(entry, stall, waits),
  ]);
  const said = waits ? `${judged.said}; ${describeWaits(waits)}` : judged.said;
  return { ...judged, said, answers, entry, family, stall, tookMs };
}

/** Work is made when a request names it: where times are measured, before they are. */
async function prepareNamed({ path, busyMs, others }: Entry, scenery: Scenery): Promise<void> {
  if (busyMs ?? others) await scenery.fill(spell(path ?? ""));
}

/** What others had to bear, where the entry says how much is too much. */
function findStalled(entry: Entry, stall: Stall, waits: Waits | undefined): string | null {
  const { busyMs = Infinity, others = Infinity } = entry;
  if (stall.webBusyMs > busyMs) return `held the loop for ${stall.webBusyMs.toFixed(0)} ms`;
  const isWaiting = waits && waits.during.median > others * waits.before.median;
  return isWaiting ? `kept another person waiting: ${describeWaits(waits)}` : null;
}

/** Each entry comes from an address of its own, so that none is refused for what another did. */
export function createSender(world: DoorsWorld, scenery: Scenery, family: Family): SendEntry {
  const own: string[] = [];
  return async (entry, at = 0) => {
    const whole = entrySchema.parse({ id: "sent", why: "part of an entry", ...entry });
    const from = (own[at % whole.addresses] ??= takeAddress());
    const place = { origin: world.product.url, from, isOwnSite: family !== "csrf" };
    return send(world.product.url, await toRequest(whole, scenery, place));
  };
}

function takeAddress(): string {
  clients += 1;
  return `127.${1 + (clients >> 16)}.${(clients >> 8) & 255}.${clients & 255}`;
}

async function act(
  world: DoorsWorld,
  entry: Entry,
  scenery: Scenery,
  sendEntry: SendEntry,
): Promise<{ answers: Answer[]; fault: string | null }> {
  if (entry.text !== undefined) return feedText(entry, { world, scenery, send: sendEntry });
  const { blocked: _, ...request } = entry;
  const sendOne = async (at: number) => {
    await wait(at * (entry.everyMs ?? 0));
    return sendEntry(numbered(request, at), at);
  };
  if (entry.parallel || entry.everyMs !== undefined) {
    const answers = await Promise.all(Array.from({ length: entry.times }, (_, at) => sendOne(at)));
    return { answers, fault: null };
  }
  const answers: Answer[] = [];
  for (let count = 0; count < entry.times; count += 1) answers.push(await sendOne(count));
  // What was drawn must not hurt whoever opens the workspace.
  if (entry.save && entry.allow === undefined)
    answers.push(await sendEntry({ path: "/attempts/{attempt}" }));
  return { answers, fault: null };
}

/** Of several requests each has its number; in copies within one request the number is the copy's. */
function numbered(request: Partial<Entry>, at: number): Partial<Entry> {
  const text = JSON.stringify(request);
  return text.includes('"like":') ? request : (JSON.parse(number(text, at)) as Partial<Entry>);
}

type Judged = Pick<Tried, "outcome" | "said" | "isOtherwise">;

function judge(entry: Entry, answers: Answer[], faults: (string | null)[]): Judged {
  const through = (said: string): Judged => ({ outcome: "through", said, isOtherwise: false });
  const fault = faults.find((found) => found !== null);
  if (fault) return through(fault);
  const isNamed = ({ status }: Answer) => status !== null && entry.blocked.includes(status);
  for (const answer of answers) {
    if (answer.failure === "timeout") return through("no answer");
    if ((answer.status ?? 0) >= 500 && !isNamed(answer)) return through(`${answer.status}`);
  }
  const said = countStatuses(answers);
  if (entry.allow !== undefined) {
    const isBlocked = entry.blocked.includes("harmless") ? isRefused : isNamed;
    const succeeded = answers.filter(
      (answer) => !isBlocked(answer) && answer.failure === null,
    ).length;
    if (succeeded > entry.allow) return through(`${succeeded} of ${answers.length} succeeded`);
    return {
      outcome: succeeded === answers.length ? "harmless" : "blocked",
      said,
      isOtherwise: false,
    };
  }
  const [first] = answers;
  if (!first) throw new Error(`${entry.id} sent nothing`);
  if (isRefused(first) || isNamed(first)) {
    const isOtherwise = !isNamed(first) && !entry.blocked.includes("harmless");
    return { outcome: "blocked", said, isOtherwise };
  }
  if (answers.every(({ failure }) => failure === "left")) {
    return { outcome: "harmless", said, isOtherwise: false };
  }
  const dropped = entry.save ? listDropped(first).length : 0;
  if (dropped > 0) {
    return { outcome: "blocked", said: `${said}, dropped ${dropped}`, isOtherwise: false };
  }
  if (entry.blocked.includes("harmless")) return { outcome: "harmless", said, isOtherwise: false };
  return through(said);
}

/** 4xx, a connection cut, or the way to the sign-in page, also as single fetch writes it. */
function isRefused({ status, headers, body, failure }: Answer): boolean {
  if (failure !== null) return failure === "cut";
  if (status !== null && status >= 400) return true;
  if (status === 202 && body.includes("SingleFetchRedirect")) return body.includes("/sign-in");
  return headers.location?.startsWith("/sign-in") ?? false;
}

function countStatuses(answers: Answer[]): string {
  const counts = new Map<string, number>();
  for (const { status, failure } of answers) {
    const word = failure ?? String(status);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => (count === 1 ? word : `${count} × ${word}`)).join(", ");
}

/** What a save said of elements that it left out or altered, one sentence each. */
export function listDropped({ status, body }: Answer): string[] {
  if (status !== 200 || !body.startsWith("{")) return [];
  const { dropped = [] } = JSON.parse(body) as { dropped?: { reason: string }[] };
  return dropped.map(({ reason }) => reason);
}

/** Other people's words, or a trace of our own source. */
function findLeak(answers: Answer[], secrets: string[]): string | null {
  for (const { body, headers } of answers) {
    if (headers["access-control-allow-origin"] !== undefined) return "another site may read it";
    if (secrets.some((secret) => body.includes(secret))) return "other people's work in the answer";
    if (/\bat \S+ \([^)\n]*:\d+:\d+\)/.test(body)) return "a stack in the answer";
    if (/Failed query|node_modules\//.test(body)) return "our own words in the answer";
  }
  return null;
}

async function findTouched(scenery: Scenery): Promise<string | null> {
  const touched = await scenery.listTouched();
  return touched.length > 0 ? `changed other people's work: ${touched.join(", ")}` : null;
}

/** Where asking again is answered like the first time, only the rows tell what it has started. */
async function findOtherCount(
  { database }: DoorsWorld,
  entry: Entry,
  scenery: Scenery,
): Promise<string | null> {
  if (entry.dryRuns === undefined) return null;
  const draftId = await scenery.idOf("draft");
  const count = await database.db.$count(dryRuns, eq(dryRuns.draftId, draftId));
  return count === entry.dryRuns ? null : `${count} dry runs in place of ${entry.dryRuns}`;
}

function isSamePid(world: DoorsWorld, pid: number): boolean {
  try {
    return world.product.findPid("web") === pid;
  } catch {
    return false;
  }
}
