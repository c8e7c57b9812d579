/**
 * What somebody has begun to write in a form, kept in this browser until it is sent. Local storage:
 * each key counts, and the page may be gone the moment after. Where the browser forbids it or has no
 * room, nothing is kept and nothing breaks.
 */
export type KeptWords = Record<string, string>;

const PREFIX = "scaleboard/words/";
/** Words that nobody came back for are dropped after this. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1_000;

type Kept = { at: number; words: KeptWords };

/** @param storage null where the browser forbids it */
export function createWordKeeper(storage: Storage | null, now: () => number = Date.now) {
  function attempt<T>(work: (storage: Storage) => T, otherwise: T): T {
    if (storage === null) return otherwise;
    try {
      return work(storage);
    } catch {
      return otherwise;
    }
  }

  function dropOld(kept: Storage): void {
    for (const name of Object.keys(kept)) {
      if (name.startsWith(PREFIX) && readKept(kept.getItem(name), now()) === null) {
        kept.removeItem(name);
      }
    }
  }

  return {
    /** Empty words are no words: nothing is kept of them. */
    keep: (key: string, words: KeptWords): void =>
      attempt((kept) => {
        const isEmpty = Object.values(words).every((text) => text.trim() === "");
        if (isEmpty) return kept.removeItem(PREFIX + key);
        dropOld(kept);
        kept.setItem(PREFIX + key, JSON.stringify({ at: now(), words } satisfies Kept));
      }, undefined),
    find: (key: string): KeptWords | null =>
      attempt((kept) => readKept(kept.getItem(PREFIX + key), now()), null),
    drop: (key: string): void => attempt((kept) => kept.removeItem(PREFIX + key), undefined),
  };
}

function readKept(text: string | null, nowMs: number): KeptWords | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isKept(kept) && nowMs - kept.at < MAX_AGE_MS ? kept.words : null;
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null || !("at" in value) || !("words" in value)) {
    return false;
  }
  const { at, words } = value;
  if (typeof at !== "number" || typeof words !== "object" || words === null) return false;
  return Object.values(words).every((text) => typeof text === "string");
}
