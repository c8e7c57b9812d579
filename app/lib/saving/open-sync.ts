import type { Writer } from "#domain/accounts/writer";
import { browserCopyStorage, browserLiveness } from "./browser-storage";
import { createClientId } from "./client-id";
import type { LocalCopy } from "./local-copy";
import { LocalCopyStore } from "./local-copy-store";
import { LEAVE, SIGNED_OUT } from "./open-channel";
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
  /** What was written here under another session: its writer is asked what to do with it. */
  offered: LocalCopy[];
  /** Stops sending and listening. What is unsent stays in the browser's store. */
  close: () => void;
};

export type SyncEvents = { onStatus: () => void; onAbsorbed: (absorbed: Absorbed) => void };

/**
 * Opens the attempt in this tab: the server's work, and on top of it what earlier pages of this
 * browser left unsent. Wires the loop to the network, the other tabs and the page's end.
 */
export async function openSync(
  attempt: {
    id: string;
    work: ServerWork;
    clock: ServerClock;
    writer: Writer | null;
    /** Without the server nobody knows who writes: what is here already stays as it is, too. */
    isKept: boolean;
  },
  events: SyncEvents,
): Promise<WorkspaceSync> {
  const clientId = createClientId();
  const timing = systemTiming();
  const store = new LocalCopyStore({
    storage: browserCopyStorage(),
    attemptId: attempt.id,
    clientId,
    writer: attempt.writer,
  });
  const liveness = browserLiveness();
  await liveness.claim(clientId);
  const { state, takenIn, offered } = await recover(attempt.work, store, liveness);
  const tabs = connectTabs(attempt.id, (work) => loop.absorb(work));
  const send = createSendSave({
    url: `/api/attempts/${attempt.id}/save`,
    fetch: window.fetch.bind(window),
    nowMs: timing.nowMs,
  });
  const loop = new SaveLoop(
    {
      clientId,
      state,
      store,
      async send(save, options) {
        const result = await send(save, options);
        if (result.kind === "signed_out") window.dispatchEvent(new Event(SIGNED_OUT));
        return result;
      },
      clock: attempt.clock,
      timing,
      wallMs: () => Date.now(),
      isOnline: () => navigator.onLine,
    },
    { ...events, onAcknowledged: (work) => tabs.tell(work) },
  );
  if (!attempt.isKept) void loop.adopt(takenIn);
  const unlisten = listenToPage(loop);
  return {
    state,
    loop,
    offered,
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
): Promise<{ state: WorkState } & Awaited<ReturnType<LocalCopyStore["recover"]>>> {
  const state = createWorkState(work);
  const recovering = store.recover(state, liveness);
  const timeout = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("the browser's store does not answer")), RECOVER_WAIT_MS);
  });
  try {
    return { state, ...(await Promise.race([recovering, timeout])) };
  } catch {
    return { state: createWorkState(work), takenIn: [], offered: [] };
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
  // Only when leaving would lose something: a local copy in the browser's store survives it.
  const stayIfLost = (event: Event) => {
    const { hasUnsent, conflicts, isStored } = loop.getStatus();
    if ((hasUnsent || conflicts.length > 0) && !isStored) event.preventDefault();
  };
  window.addEventListener(
    "beforeunload",
    (event) => {
      stayIfLost(event);
      loop.prepareToLeave();
    },
    { signal },
  );
  window.addEventListener(
    LEAVE,
    (event) => {
      stayIfLost(event);
      // Whoever is signed in now didn't write it.
      if (!event.defaultPrevented) loop.stop();
    },
    { signal },
  );
  return () => listeners.abort();
}
