import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { getWorkspace } from "#server/attempts/get-workspace";
import type { SectionId } from "#domain/problems/scale";
import { LocalCopyStore, type Liveness } from "../../../app/lib/saving/local-copy-store";
import { SaveLoop } from "../../../app/lib/saving/save-loop";
import { sendLeftovers } from "../../../app/lib/saving/send-leftovers";
import { createSendSave } from "../../../app/lib/saving/send-save";
import { ServerClock } from "../../../app/lib/saving/server-clock";
import { createWorkState, type WorkState } from "../../../app/lib/saving/work-state";
import { ANSWERS } from "../../support/grading-fixture";
import { makeBox, MemoryStorage } from "../../support/save-world";
import type { Candidate } from "../arm";
import type { TrialPlan } from "../plan";
import type { Ledger } from "../trial/ledger";
import type { World } from "../world/open-world";
import { hurriedTiming } from "./hurried-timing";

type Parts = {
  world: World;
  plan: TrialPlan;
  ledger: Ledger;
  attemptId: string;
  userId: string;
  headers: Record<string, string>;
  page: number;
};

type Page = { clientId: string; state: WorkState; loop: SaveLoop };

const LOOK_EVERY_MS = 60;
const SETTLE_FOR_MS = 60_000;
/** A request without an answer is given up after this; the product waits longer. */
const REQUEST_TIMEOUT_MS = 4_000;

/**
 * The product's own save client on a machine of its own: its browser's store outlives its pages.
 * What is not there is the DOM.
 */
export async function openOurCandidate(parts: Parts): Promise<Candidate> {
  const { ledger } = parts;
  const storage = new MemoryStorage();
  const alive = new Set<string>();
  const liveness: Liveness = {
    claim: () => Promise.resolve(),
    takeOver: (clientId) => Promise.resolve(!alive.has(clientId)),
    release: () => undefined,
  };
  let page = await open();

  async function open(): Promise<Page | null> {
    const { world, attemptId, userId } = parts;
    const workspace = await world.ask((db) => getWorkspace(db, { attemptId, userId }));
    const clientId = randomUUID();
    const store = new LocalCopyStore({ storage, attemptId, clientId });
    const send = createSend();
    if (workspace.attempt.status === "submitted") {
      // The page of an attempt that is handed in sends what was left behind, as late work.
      await sendLeftovers({ clientId, store, liveness, send });
      return null;
    }
    const { elements, files } = workspace.scene;
    const state = createWorkState({
      texts: workspace.texts,
      elements,
      files: Object.values(files),
    });
    const { takenIn } = await store.recover(state, liveness);
    alive.add(clientId);
    const wallMs = () => Date.now() + parts.plan.wallOffsetMs;
    const clock = new ServerClock({ monotonicMs: () => performance.now(), wallMs });
    const timing = hurriedTiming();
    const loop = new SaveLoop(
      { clientId, state, store, send, clock, timing, wallMs, isOnline: () => true },
      { onAcknowledged: noteAcknowledged },
    );
    await loop.adopt(takenIn);
    return { clientId, state, loop };
  }

  function createSend() {
    const { world, attemptId, headers } = parts;
    return createSendSave({
      url: `${world.site.url}/api/attempts/${attemptId}/save`,
      nowMs: () => performance.now(),
      fetch: (url, init) => {
        const all = new Headers(init?.headers);
        for (const [name, value] of Object.entries(headers)) all.set(name, value);
        const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
        return fetch(url, { ...init, headers: all, keepalive: false, signal });
      },
    });
  }

  function noteAcknowledged(work: {
    texts: Partial<Record<SectionId, { text: string }>>;
    elements: readonly { id: string; version: number }[];
  }): void {
    for (const [section, { text }] of Object.entries(work.texts))
      ledger.noteAcknowledgedText(section as SectionId, text);
    for (const { id, version } of work.elements) ledger.noteAcknowledgedVersion(id, version);
  }

  /** What is typed counts as kept once the browser's store has taken it. */
  async function untilStored(): Promise<void> {
    await pause(1);
  }

  /** The way out that the page offers: both texts, one after the other. */
  function resolveConflicts({ state, loop }: Page): void {
    for (const section of loop.getStatus().conflicts) {
      const { text, conflict } = state.texts[section];
      loop.resolveConflict(section, `${conflict?.text ?? ""}\n\n${text}`);
    }
  }

  async function die(): Promise<void> {
    if (page) {
      page.loop.stop();
      alive.delete(page.clientId);
    }
    page = await open();
  }

  return {
    type: async (section) => {
      if (page === null) return;
      const word = ledger.takeWord(section);
      const before = page.state.texts[section].text || ANSWERS[section];
      page.loop.editText(section, `${before} ${word}`);
      await untilStored();
      ledger.noteStored(word);
    },
    draw: async (elementId) => {
      if (page === null) return;
      const version = (page.state.elements.get(elementId)?.version ?? 0) + 1;
      const versionNonce = version * 7_919 + parts.page;
      page.loop.editScene([makeBox(elementId, version, { versionNonce })], []);
      await untilStored();
      ledger.noteStoredVersion(elementId, version);
    },
    leave: async () => {
      page?.loop.flushBeforeLeaving();
      await pause(1);
      await die();
    },
    crash: die,
    settle: async () => {
      const endsAtMs = Date.now() + SETTLE_FOR_MS;
      while (page !== null && Date.now() < endsAtMs) {
        resolveConflicts(page);
        if (await page.loop.flush()) return;
        if (page.loop.getStatus().kind === "refused") return;
        await pause(LOOK_EVERY_MS);
      }
      // Left behind by a page that was there before the attempt was handed in.
      if (page === null) page = await open();
    },
    close: () => page?.loop.stop(),
  };
}
