import { createStore, del, delMany, entries, get, set } from "idb-keyval";
import type { SceneFile } from "#domain/diagram/scene.schema";
import type { WorkspaceData } from "~/components/workspace/last-workspace";

/** A room as this browser last saw it with nothing unsent. Pictures are kept apart. */
export type KeptRoom = {
  personId: string;
  data: WorkspaceData;
  /** Milliseconds since 1970, by this machine's clock. */
  keptAtMs: number;
};

/** IndexedDB has no second store in the drafts' database once that was made. */
const roomStore = () => createStore("scaleboard-rooms", "rooms");
const pictureStore = () => createStore("scaleboard-pictures", "pictures");

type Pictures = Record<string, SceneFile>;

/**
 * Keeps a room, and forgets those of anybody else. Rejects where the browser keeps nothing.
 * @param pictures null where they are those that were kept last
 */
export async function writeRoom(room: KeptRoom, pictures: Pictures | null): Promise<void> {
  const rooms = roomStore();
  const { id } = room.data.workspace.attempt;
  const kept = await entries<string, KeptRoom>(rooms);
  const foreign = kept.flatMap(([key, { personId }]) => (personId === room.personId ? [] : key));
  await Promise.all([
    delMany(foreign, rooms),
    delMany(foreign, pictureStore()),
    set(id, room, rooms),
    pictures === null ? undefined : set(id, pictures, pictureStore()),
  ]);
}

/** The room as it was kept, its clock put forward by the time since; null where none was kept. */
export async function readRoom(attemptId: string): Promise<KeptRoom | null> {
  const [room, pictures] = await Promise.all([
    get<KeptRoom>(attemptId, roomStore()),
    get<Pictures>(attemptId, pictureStore()),
  ]);
  if (!room) return null;
  const { workspace } = room.data;
  const goneMs = Math.max(0, Date.now() - room.keptAtMs);
  const serverNow = new Date(Date.parse(workspace.serverNow) + goneMs).toISOString();
  const scene = { ...workspace.scene, files: pictures ?? {} };
  return { ...room, data: { ...room.data, workspace: { ...workspace, scene, serverNow } } };
}

/** Forgets a room that is over. */
export async function deleteRoom(attemptId: string): Promise<void> {
  await Promise.all([del(attemptId, roomStore()), del(attemptId, pictureStore())]);
}

/** Forgets every room, whosever it was. */
export async function deleteRooms(): Promise<void> {
  const kept = await entries<string, KeptRoom>(roomStore());
  await Promise.all(kept.map(([attemptId]) => deleteRoom(attemptId)));
}
