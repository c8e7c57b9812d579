import { useEffect, useRef } from "react";
import type { ServerClock } from "~/lib/saving/server-clock";
import type { WorkspaceData } from "./last-workspace";
import type { SyncControl } from "./use-workspace-sync";

/** Keeps the room in this browser whenever nothing is unsent, for a reload without a connection. */
export function useKeptRoom(
  room: { data: WorkspaceData; clock: ServerClock },
  { sync, status }: Pick<SyncControl, "sync" | "status">,
): void {
  const latest = useRef(room);
  useEffect(() => {
    latest.current = room;
  });
  const isSaved = status.kind === "saved" && !status.hasUnsent && !status.isLate;
  useEffect(() => {
    if (!import.meta.env.PROD || !isSaved || sync === null) return;
    void import("~/components/offline/keep-room")
      .then(({ keepRoom }) => keepRoom({ ...latest.current, state: sync.state }))
      .catch(() => undefined);
  }, [isSaved, sync, status]);
}
