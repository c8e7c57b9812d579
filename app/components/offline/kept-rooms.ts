import { createStore, del, get, promisifyRequest, set } from "idb-keyval";
import type { SceneFile } from "#domain/diagram/scene.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import type { WorkspaceData } from "~/components/workspace/last-workspace";
import { readOwner } from "~/lib/saving/browser-owner";

/** A room as this browser last saw it with nothing unsent. Pictures are kept apart. */
export type KeptRoom = {
  data: WorkspaceData;
  /** Milliseconds since 1970, by this machine's clock. */
  keptAtMs: number;
};

/** How long a room without a deadline is opened from here. */
const UNTIMED_MS = 24 * 60 * 60 * 1_000;

/** IndexedDB has no second store in the drafts' database once that was made. */
const roomStore = () => createStore("scaleboard-rooms", "rooms");
const pictureStore = () => createStore("scaleboard-pictures", "pictures");

type Pictures = Record<string, SceneFile>;

/**
 * Keeps a room. Rejects where the browser keeps nothing.
 * @param pictures null where they are those that were kept last
 */
export async function writeRoom(room: KeptRoom, pictures: Pictures | null): Promise<void> {
  const { id } = room.data.workspace.attempt;
  await Promise.all([
    set(id, room, roomStore()),
    pictures === null ? undefined : set(id, pictures, pictureStore()),
  ]);
}

/** Puts what was said since then into a room that is kept; where none is, nothing is kept. */
export function writeThread({ attempt, questions, interviewer }: Workspace): Promise<void> {
  return roomStore()("readwrite", async (rooms) => {
    const room = await promisifyRequest<KeptRoom | undefined>(rooms.get(attempt.id));
    if (room === undefined) return;
    const workspace = { ...room.data.workspace, questions, interviewer };
    rooms.put({ ...room, data: { ...room.data, workspace } }, attempt.id);
    return promisifyRequest(rooms.transaction);
  });
}

/**
 * The room as it was kept, its clock put forward by the time since. Null where none was kept, for
 * another person than whose browser it last was, and once its time is over, a day after it was kept
 * where it has no deadline.
 */
export async function readRoom(attemptId: string): Promise<WorkspaceData | null> {
  const [room, pictures] = await Promise.all([
    get<KeptRoom>(attemptId, roomStore()),
    get<Pictures>(attemptId, pictureStore()),
  ]);
  if (!room) return null;
  const { data, keptAtMs } = room;
  const { workspace } = data;
  const goneMs = Math.max(0, Date.now() - keptAtMs);
  const nowMs = Date.parse(workspace.serverNow) + goneMs;
  const { deadlineAt } = workspace.attempt;
  const isOver = deadlineAt === null ? goneMs > UNTIMED_MS : nowMs > Date.parse(deadlineAt);
  if (isOver || data.writer?.personId !== readOwner()) {
    await deleteRoom(attemptId);
    return null;
  }
  const serverNow = new Date(nowMs).toISOString();
  const scene = { ...workspace.scene, files: pictures ?? {} };
  return { ...data, isKept: true, workspace: { ...workspace, scene, serverNow } };
}

/** Forgets a room that is over. */
export async function deleteRoom(attemptId: string): Promise<void> {
  await Promise.all([del(attemptId, roomStore()), del(attemptId, pictureStore())]);
}
