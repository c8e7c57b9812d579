import type { WorkspaceData } from "~/components/workspace/last-workspace";
import { askWriter } from "./ask-writer";
import { keepOnlyOf } from "./forget-browser";
import { readRoom } from "./kept-rooms";

/**
 * The room that this browser kept; null where there is none to be shown. The server was too slow for the
 * room itself, but where it says that somebody else is here now, or nobody, the room is theirs no more.
 * @returns never, where the page is left for the room's own address
 */
export async function openKeptRoom(path: string): Promise<WorkspaceData | null> {
  const [writer, room] = await Promise.all([askWriter(), readRoom(path.split("/").at(-1) ?? "")]);
  if (writer === undefined || writer?.session === room?.writer?.session) return room;
  await keepOnlyOf(writer?.personId ?? null);
  window.location.replace(path);
  return new Promise(() => undefined);
}
