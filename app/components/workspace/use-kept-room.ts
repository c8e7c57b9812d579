import { useEffect, useRef } from "react";
import type * as keepingRoom from "~/components/offline/keep-room";
import type { ServerClock } from "~/lib/saving/server-clock";
import type { WorkspaceData } from "./last-workspace";
import type { SyncControl } from "./use-workspace-sync";

/**
 * Keeps the room in this browser whenever nothing is unsent, for a reload without a connection. What is
 * said in it is the server's already, so it doesn't wait for that.
 */
export function useKeptRoom(
  room: { data: WorkspaceData; clock: ServerClock },
  { sync, status }: Pick<SyncControl, "sync" | "status">,
): void {
  const latest = useRef(room);
  useEffect(() => {
    latest.current = room;
  });
  const keeping = useRef(Promise.resolve());
  const isSaved = status.kind === "saved" && !status.hasUnsent && !status.isLate;
  useEffect(() => {
    if (!isSaved || sync === null) return;
    keep(keeping, ({ keepRoom }) => keepRoom({ ...latest.current, state: sync.state }));
  }, [isSaved, sync, status]);

  const { questions, interviewer } = room.data.workspace;
  const atOpening = useRef({ questions, interviewer });
  useEffect(() => {
    const { current: before } = atOpening;
    if (before.questions === questions && before.interviewer === interviewer) return;
    keep(keeping, ({ keepThread }) => keepThread(latest.current.data));
  }, [questions, interviewer]);
}

/** One after the other, so that the newest is what stays. */
function keep(
  keeping: { current: Promise<void> },
  write: (way: typeof keepingRoom) => Promise<void>,
): void {
  if (!import.meta.env.PROD) return;
  keeping.current = keeping.current
    .then(() => import("~/components/offline/keep-room"))
    .then(write)
    .catch(() => undefined);
}
