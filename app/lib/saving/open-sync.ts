import { browserCopyStorage, browserLiveness } from "./browser-storage";
import { createClientId } from "./client-id";
import { LocalCopyStore } from "./local-copy-store";
import { connectTabs } from "./other-tabs";
import { SaveLoop } from "./save-loop";
import { createSendSave } from "./send-save";
import type { ServerClock } from "./server-clock";
import { systemTiming } from "./timing";
import { createWorkState, type Absorbed, type ServerWork, type WorkState } from "./work-state";

/** Reading the browser's store may hang; the candidate must be able to write regardless. */
const RECOVER_WAIT_MS = 3_000;

/** One page at work on one attempt: what it holds, and the loop that keeps it. */
export type WorkspaceSync = {
  state: WorkState;
  loop: SaveLoop;
  /** Stops sending and listening. What is unsent stays in the browser's store. */
  close: () => void;
};

export type SyncEvents = { onStatus: () => void; onAbsorbed: (absorbed: Absorbed) => void };

/**
 * Opens the attempt in this tab: the server's work, and on top of it what earlier pages of this
 * browser left unsent. Wires the loop to the network, the other tabs and the page's end.
 */
export async function openSync(
  attempt: { id: string; work: ServerWork; clock: ServerClock },
  events: SyncEvents,
): Promise<WorkspaceSync> {
  const clientId = createClientId();
  const timing = systemTiming();
  const store = new LocalCopyStore({
    storage: browserCopyStorage(),
    attemptId: attempt.id,
    clientId,
  });
  const liveness = browserLiveness();
  await liveness.claim(clientId);
  const { state, inherited } = await recover(attempt.work, store, liveness);
  const tabs = connectTabs(attempt.id, (work) => loop.absorb(work));
  const loop = new SaveLoop(
    {
      clientId,
      state,
      store,
      send: createSendSave({
        url: `/api/attempts/${attempt.id}/save`,
        fetch: window.fetch.bind(window),
        nowMs: timing.nowMs,
      }),
      clock: attempt.clock,
      timing,
      wallMs: () => Date.now(),
      isOnline: () => navigator.onLine,
    },
    { ...events, onAcknowledged: (work) => tabs.tell(work) },
  );
  void loop.adopt(inherited);
  const unlisten = listenToPage(loop);
  return {
    state,
    loop,
    close() {
      unlisten();
      loop.flushBeforeLeaving();
      loop.stop();
      tabs.close();
      liveness.release();
    },
  };
}

/** A store that fails or hangs gives nothing back; the loop will say that it can't keep local copies. */
async function recover(
  work: ServerWork,
  store: LocalCopyStore,
  liveness: ReturnType<typeof browserLiveness>,
): Promise<{ state: WorkState; inherited: string[] }> {
  const state = createWorkState(work);
  const recovering = store.recover(state, liveness);
  const timeout = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("the browser's store does not answer")), RECOVER_WAIT_MS);
  });
  try {
    return { state, inherited: await Promise.race([recovering, timeout]) };
  } catch {
    return { state: createWorkState(work), inherited: [] };
  }
}

function listenToPage(loop: SaveLoop): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  window.addEventListener("online", () => loop.retryNow(), { signal });
  window.addEventListener("pagehide", () => loop.flushBeforeLeaving(), { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") void loop.flush();
      else loop.retryNow();
    },
    { signal },
  );
  window.addEventListener(
    "beforeunload",
    (event) => {
      const { hasUnsent, conflicts, isStored } = loop.getStatus();
      // Only when leaving would lose something: a local copy in the browser's store survives it.
      if ((hasUnsent || conflicts.length > 0) && !isStored) event.preventDefault();
      loop.prepareToLeave();
    },
    { signal },
  );
  return () => listeners.abort();
}
