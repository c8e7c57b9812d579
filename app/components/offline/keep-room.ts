import { TEXT_IDS } from "#domain/attempts/answer.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import type { ServerClock } from "~/lib/saving/server-clock";
import type { WorkState } from "~/lib/saving/work-state";
import type { WorkspaceData } from "~/components/workspace/last-workspace";
import { keepOnlyOf } from "./forget-browser";
import { writeRoom, writeThread } from "./kept-rooms";

type Room = {
  data: WorkspaceData;
  /** With nothing unsent: all of it is the server's. */
  state: WorkState;
  clock: ServerClock;
};

/** How many pictures were kept with each room by this page. They never change, only grow in number. */
const pictureCounts = new Map<string, number>();

/**
 * Keeps a room and the files that show it in this browser, so that a reload without a connection
 * opens it again. Best effort: a browser that keeps nothing shows its own page then, as before.
 */
export async function keepRoom({ data, state, clock }: Room): Promise<void> {
  // One that comes out of this browser is there as it was kept.
  if (data.isKept || data.writer === null) return;
  await keepOnlyOf(data.writer.personId);
  const { id } = data.workspace.attempt;
  const hasNewPictures = pictureCounts.get(id) !== state.files.size;
  const room = { keptAtMs: Date.now(), data: toKept(data, state, clock) };
  await writeRoom(room, hasNewPictures ? Object.fromEntries(state.files) : null);
  pictureCounts.set(id, state.files.size);
  await keepShell();
}

/**
 * Keeps what was said in a room that is kept already, in one that came out of this browser, too. Nobody's
 * room comes back by it: what was forgotten meanwhile stays so.
 */
export async function keepThread({ workspace }: WorkspaceData): Promise<void> {
  await writeThread(workspace);
  await keepShell();
}

function toKept(data: WorkspaceData, state: WorkState, clock: ServerClock): WorkspaceData {
  const { workspace } = data;
  const texts = Object.fromEntries(
    TEXT_IDS.map((id) => [id, state.texts[id].base]),
  ) as Workspace["texts"];
  const scene = { ...workspace.scene, elements: [...state.elements.values()], files: {} };
  const nowMs = clock.nowMs();
  const serverNow = nowMs === null ? workspace.serverNow : new Date(nowMs).toISOString();
  return { ...data, workspace: { ...workspace, texts, scene, serverNow } };
}

let shellSize = 0;

/** Has the service worker keep what this page has loaded so far. */
async function keepShell(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  // What opens the room is kept with it, whichever file the build puts it into.
  await import("./open-kept-room");
  const assets = listLoaded();
  // Plain http on another host has no workers.
  if (!workers || assets.length === shellSize) return;
  await workers.register("/room-worker.js");
  const { active } = await workers.ready;
  active?.postMessage({ build: window.__remixManifest.version, assets });
  shellSize = assets.length;
}

function listLoaded(): string[] {
  const { origin } = window.location;
  const urls = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = urls.filter((url) => url.origin === origin && KEPT.test(url.pathname));
  return [...new Set(own.map(({ pathname }) => pathname))];
}
/** What the build named by its content, and the fonts of labels. */
const KEPT = /^\/(?:assets|excalidraw\/fonts)\//;
