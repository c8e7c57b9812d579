import { clear, createStore, del, delMany, entries } from "idb-keyval";
import { readOwner, writeOwner } from "~/lib/saving/browser-owner";
import { DATABASES, WEB_STORAGE } from "./kept-here";

/** The owner of a browser that isn't done with forgetting the one before. */
const FORGETTING = "-";

/**
 * What this browser keeps is one person's. Whoever comes next finds nothing of the one before; only what
 * the server doesn't have yet waits for its writer, who is the only one to be shown it.
 * @param personId who is signed in, as the server says; null for nobody
 */
export function keepOnlyOf(personId: string | null): Promise<void> {
  const forgetting = running.then(() => forgetOthers(personId));
  running = forgetting.catch(() => undefined);
  return forgetting;
}

/** One after the other: what is kept after one of them isn't deleted by it. */
let running: Promise<void> = Promise.resolve();

async function forgetOthers(personId: string | null): Promise<void> {
  if (readOwner() === (personId ?? "")) return;
  // At once: a room is opened for its owner only, even while it is being deleted.
  writeOwner(FORGETTING);
  forgetWebStorage(({ goes }) => goes === "person");
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registrations = (await workers?.getRegistrations()) ?? [];
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.allSettled([
    ...DATABASES.filter(({ goes }) => goes === "person").map(({ name, store }) =>
      clear(createStore(name, store)),
    ),
    // As they were kept before it was known whose they are.
    del("shape-libraries"),
    ...registrations.map((registration) => registration.unregister()),
    ...names.map((name) => caches.delete(name)),
  ]);
  writeOwner(personId ?? "");
}

/** After an account was deleted here: its unsent work has no one left to wait for. */
export async function forgetPerson(personId: string): Promise<void> {
  forgetWebStorage(
    ({ goes }, name, text) => goes === "account" && (name + text).includes(personId),
  );
  for (const { name, store } of DATABASES.filter(({ goes }) => goes === "account"))
    await deleteOf(personId, createStore(name, store));
  await keepOnlyOf(null);
}

function forgetWebStorage(
  isGone: (kept: (typeof WEB_STORAGE)[number], name: string, text: string) => boolean,
): void {
  try {
    for (const storage of [localStorage, sessionStorage])
      for (const name of Object.keys(storage)) {
        const kept = WEB_STORAGE.find(({ start }) => name.startsWith(start));
        if (kept && isGone(kept, name, storage.getItem(name) ?? "")) storage.removeItem(name);
      }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

async function deleteOf(personId: string, store: ReturnType<typeof createStore>): Promise<void> {
  const kept = await entries<string, unknown>(store);
  const own = kept.filter(([key, value]) => (key + writerOf(value)).includes(personId));
  const attempts = own.flatMap(([key]) => /^draft\/[^/]+\//.exec(key)?.[0].slice(6) ?? []);
  const pictures = kept.filter(([key]) => attempts.some((id) => key.startsWith(`file/${id}`)));
  await delMany(
    [...own, ...pictures].map(([key]) => key),
    store,
  );
}

function writerOf(value: unknown): string {
  if (typeof value !== "object" || value === null || !("writer" in value)) return "";
  return JSON.stringify(value.writer);
}
