import { setTimeout as delay } from "node:timers/promises";
import { LocalCopyStore } from "../../../app/lib/saving/local-copy-store";
import type { LocalCopyStorage } from "../../../app/lib/saving/local-copy-store";
import { SaveLoop } from "../../../app/lib/saving/save-loop";
import { createSendSave } from "../../../app/lib/saving/send-save";
import { ServerClock } from "../../../app/lib/saving/server-clock";
import { systemTiming } from "../../../app/lib/saving/timing";
import { createWorkState, type WorkState } from "../../../app/lib/saving/work-state";
import { RAG } from "../../support/content";
import { createVisitor } from "../../support/visitor";
import type { TypingEvent } from "../save/typing-script";
import { createOwnConnection, type Sent } from "./own-connection";

/** Which part of a scripted interview a candidate plays: from `fromMs`, for as long as the load lasts. */
export type Part = { events: readonly TypingEvent[]; fromMs: number; lastsMs: number };

/** One candidate under way, with all that a check afterwards needs to know. */
export type Candidate = {
  attemptId: string;
  clientId: string;
  /** What the real client holds; `base` of each text and the elements are acknowledged in the end. */
  state: WorkState;
  /** The saves that were acknowledged, by their seq. */
  acknowledged: Set<number>;
  /** Every request of the load itself; the first save, which brings the earlier work, is left out. */
  sent: Sent[];
  /** Works for the part's length in real time, then saves what is left. @returns false if it can't */
  work: (startsAtMs: number) => Promise<boolean>;
  close: () => void;
};

/** The browser's store is another machine's cost; here it takes everything and keeps nothing. */
const NO_STORAGE: LocalCopyStorage = {
  get: () => Promise.resolve([]),
  set: () => Promise.resolve(),
  setAtOnce: () => undefined,
  delete: () => Promise.resolve(),
  keys: () => Promise.resolve([]),
};

/** Signs up, starts the clock, and saves at once all that the interview held before its part. */
export async function joinAsCandidate(url: string, number: number, part: Part): Promise<Candidate> {
  const { attemptId, cookie } = await startAttempt(url, number);
  const clientId = crypto.randomUUID();
  const timing = systemTiming();
  const state = createWorkState({ texts: {}, elements: [], files: [] });
  const acknowledged = new Set<number>();
  let sent: Sent[] = [];
  const connection = createOwnConnection({ cookie, origin: url }, (one) => sent.push(one));
  const post = createSendSave({
    url: `${url}/api/attempts/${attemptId}/save`,
    fetch: connection.fetch,
    nowMs: timing.nowMs,
  });
  const loop = new SaveLoop({
    clientId,
    state,
    store: new LocalCopyStore({ storage: NO_STORAGE, attemptId, clientId }),
    send: async (save, options) => {
      const result = await post(save, options);
      if (result.kind === "acknowledged") acknowledged.add(save.seq);
      return result;
    },
    clock: new ServerClock({ monotonicMs: timing.nowMs, wallMs: () => Date.now() }),
    timing,
    wallMs: () => Date.now(),
    isOnline: () => true,
  });

  function play(event: TypingEvent): void {
    if (event.kind === "type") loop.editText(event.section, event.text);
    else loop.editScene([event.element], []);
  }

  for (const event of part.events) if (event.atMs < part.fromMs) play(event);
  if (!(await loop.flush())) throw new Error(`candidate ${number} could not save its first work`);
  sent = [];

  async function work(startsAtMs: number): Promise<boolean> {
    const untilMs = part.fromMs + part.lastsMs;
    for (const event of part.events) {
      if (event.atMs < part.fromMs || event.atMs >= untilMs) continue;
      const waitMs = startsAtMs + event.atMs - part.fromMs - performance.now();
      if (waitMs > 0) await delay(waitMs);
      play(event);
    }
    return loop.flush();
  }
  function close(): void {
    loop.stop();
    connection.close();
  }
  return {
    attemptId,
    clientId,
    state,
    acknowledged,
    work,
    close,
    get sent() {
      return sent;
    },
  };
}

/** By the same forms as in the browser. */
async function startAttempt(
  url: string,
  number: number,
): Promise<{ attemptId: string; cookie: string }> {
  const visitor = createVisitor(url);
  const person = {
    name: `Candidate ${number}`,
    email: `candidate-${number}@crowd.example`,
    password: `a long password of number ${number}`,
  };
  const signedUp = await visitor.postForm("/sign-up", person);
  if (signedUp.status !== 302) throw new Error(`sign-up answered ${signedUp.status}`);
  const setup = { level: "senior", lens: "ai_lab", minutes: "45" };
  const started = await visitor.postForm(`/problems/${RAG}`, setup);
  const attemptId = started.headers.get("location")?.split("/").at(-1);
  if (attemptId === undefined) throw new Error(`the start answered ${started.status}`);
  return { attemptId, cookie: visitor.readCookie() };
}
