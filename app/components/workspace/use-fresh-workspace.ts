import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect } from "react";
import { rememberWorkspace, type WorkspaceData } from "./last-workspace";

/**
 * The room's data, and the way to ask for it anew. Only this route's loader is asked: asking all of
 * them would show an error page in place of the room when the server does not answer.
 */
export function useFreshWorkspace(loaded: WorkspaceData): {
  data: WorkspaceData;
  askAgain: () => void;
} {
  const attemptId = loaded.workspace.attempt.id;
  const { load, data: asked } = useFetcher<WorkspaceData>();
  const isAskedNewer =
    asked?.workspace.attempt.id === attemptId &&
    asked.workspace.serverNow > loaded.workspace.serverNow;
  const data = isAskedNewer ? asked : loaded;
  useEffect(() => rememberWorkspace(data), [data]);
  return { data, askAgain: useCallback(() => load(`/attempts/${attemptId}`), [load, attemptId]) };
}
