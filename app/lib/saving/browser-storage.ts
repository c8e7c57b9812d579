import { createStore, delMany, get, keys, set } from "idb-keyval";
import type { LocalCopyStorage, Liveness } from "./local-copy-store";

const DATABASE = "scaleboard";
const STORE = "drafts";
/** The page before a reload is going away, however long a busy machine takes over it. */
const RELOADED_WAIT_MS = 2_000;
/** Else this tab's earlier page may live on: its tab was duplicated. */
const TAKE_OVER_WAIT_MS = 400;

/**
 * IndexedDB, and local storage for what a page that is going away has no time to put there. Rejects
 * where the browser forbids it (some private windows) or the disk is full; async, since a browser
 * that forbids it throws at the first touch.
 */
export function browserCopyStorage(): LocalCopyStorage {
  const store = createStore(DATABASE, STORE);
  const atOnce = browserAtOnce();
  return {
    async get(key) {
      const kept = [parseJson(atOnce.get(key)), await get<unknown>(key, store)];
      return kept.filter((value) => value !== undefined);
    },
    async set(key, value) {
      const older = atOnce.get(key);
      await set(key, value, store);
      if (older !== null && atOnce.get(key) === older) atOnce.delete(key);
    },
    setAtOnce: (key, value) => atOnce.set(key, JSON.stringify(value)),
    async delete(names) {
      for (const key of names) atOnce.delete(key);
      await delMany(names, store);
    },
    async keys() {
      const ofStore = (await keys(store)).filter((key) => typeof key === "string");
      return [...new Set([...ofStore, ...atOnce.keys()])];
    },
  };
}

/** Local storage under names of its own. Where it is forbidden or full, nothing is kept there. */
function browserAtOnce() {
  const PREFIX = `${DATABASE}/`;
  function attempt<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch {
      return otherwise;
    }
  }
  return {
    get: (key: string) => attempt(() => localStorage.getItem(PREFIX + key), null),
    set: (key: string, text: string) =>
      attempt(() => localStorage.setItem(PREFIX + key, text), undefined),
    delete: (key: string) => attempt(() => localStorage.removeItem(PREFIX + key), undefined),
    keys: () =>
      attempt(() => Object.keys(localStorage), [])
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length)),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/**
 * Web Locks die with their page, even when its process is killed. Where there are none (plain http
 * on another host), only this tab's own earlier page is known to be gone.
 */
export function browserLiveness(): Liveness {
  const locks = navigator.locks as LockManager | undefined;
  const ownEarlier = rememberPage(null);
  if (!locks)
    return {
      claim: (clientId) => Promise.resolve(void rememberPage(clientId)),
      takeOver: (clientId) => Promise.resolve(clientId === ownEarlier),
      release: () => undefined,
    };
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    async claim(clientId) {
      rememberPage(clientId);
      await hold({ locks, clientId, waitMs: 0, released });
    },
    takeOver(clientId) {
      const waitMs = isReloaded() ? RELOADED_WAIT_MS : TAKE_OVER_WAIT_MS;
      return hold({ locks, clientId, waitMs: clientId === ownEarlier ? waitMs : 0, released });
    },
    release,
  };
}

function isReloaded(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming && navigation.type === "reload";
}

/** Holds the lock until `released` or the page is gone. @returns false when another page has it */
function hold(lock: {
  locks: LockManager;
  clientId: string;
  waitMs: number;
  released: Promise<void>;
}): Promise<boolean> {
  const { locks, clientId, waitMs, released } = lock;
  const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
  return new Promise((resolve) => {
    async function request(): Promise<void> {
      await locks.request(`scaleboard-page-${clientId}`, options, (granted) => {
        resolve(granted !== null);
        return granted === null ? undefined : released;
      });
    }
    // Nobody's to have: the wait is over, or the browser forbids locks as it forbids storage.
    request().catch(() => resolve(false));
  });
}

/** Keeps this tab's page in its session storage. @returns the page that stood there before */
function rememberPage(clientId: string | null): string | null {
  try {
    const earlier = sessionStorage.getItem("scaleboard-page");
    if (clientId !== null) sessionStorage.setItem("scaleboard-page", clientId);
    return earlier;
  } catch {
    // Storage is forbidden here: then there is no local copy to find either.
    return null;
  }
}
