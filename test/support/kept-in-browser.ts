import type { Page } from "playwright-core";

/** Resolves once the browser could open the room by itself. */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    if (!(await caches.match("/offline"))) return false;
    const opened = indexedDB.open("scaleboard-rooms");
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const all = opened.result.transaction("rooms").objectStore("rooms").getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    opened.result.close();
    return JSON.stringify(all.result).includes(wanted);
  }, text);
}

/** What is left of rooms in the browser. */
export async function countKept(
  page: Page,
): Promise<{ rooms: number; caches: number; workers: number }> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    let rooms = 0;
    for (const name of ["rooms", "pictures"]) {
      if (!databases.some((database) => database.name === `scaleboard-${name}`)) continue;
      const opened = indexedDB.open(`scaleboard-${name}`);
      await new Promise((resolve) => (opened.onsuccess = resolve));
      if (opened.result.objectStoreNames.contains(name)) {
        const count = opened.result.transaction(name).objectStore(name).count();
        await new Promise((resolve) => (count.onsuccess = resolve));
        rooms += count.result;
      }
      opened.result.close();
    }
    const registrations = await navigator.serviceWorker.getRegistrations();
    return { rooms, caches: (await caches.keys()).length, workers: registrations.length };
  });
}

/** Makes the kept rooms older, as if the machine's clock had gone on. */
export async function changeKeptRooms(
  page: Page,
  change: { olderByMs: number; isUntimed?: boolean },
): Promise<void> {
  await page.evaluate(async ({ olderByMs, isUntimed }) => {
    type Room = { keptAtMs: number; data: { workspace: { attempt: { deadlineAt: unknown } } } };
    const opened = indexedDB.open("scaleboard-rooms");
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const writing = opened.result.transaction("rooms", "readwrite");
    const cursor = writing.objectStore("rooms").openCursor();
    cursor.onsuccess = () => {
      if (cursor.result === null) return;
      const room = cursor.result.value as Room;
      room.keptAtMs -= olderByMs;
      if (isUntimed) room.data.workspace.attempt.deadlineAt = null;
      cursor.result.update(room);
      cursor.result.continue();
    };
    await new Promise((resolve) => (writing.oncomplete = resolve));
    opened.result.close();
  }, change);
}

/** The names of all that is kept besides cookies and caches: "web <name>", "<database>/<store> <key>". */
export async function listNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = [localStorage, sessionStorage].flatMap((storage) =>
      Object.keys(storage).map((name) => `web ${name}`),
    );
    for (const { name } of await indexedDB.databases()) {
      const opened = indexedDB.open(name ?? "");
      await new Promise((resolve) => (opened.onsuccess = resolve));
      for (const store of opened.result.objectStoreNames) {
        const keys = opened.result.transaction(store).objectStore(store).getAllKeys();
        await new Promise((resolve) => (keys.onsuccess = resolve));
        names.push(...keys.result.map((key) => `${name}/${store} ${JSON.stringify(key)}`));
      }
      opened.result.close();
    }
    return names;
  });
}
