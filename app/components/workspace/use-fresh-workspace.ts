import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import { rememberWorkspace, type WorkspaceData } from "./last-workspace";

/**
 * The workspace's data, and the way to ask for it anew. Only this route's loader is asked: asking all of
 * them would show an error page in place of the workspace when the server does not answer.
 * @param path of the route whose loader returned `loaded`
 */
export function useFreshWorkspace<Data extends WorkspaceData>(
  loaded: Data,
  path: string,
): { data: Data; askAgain: () => void } {
  const attemptId = loaded.workspace.attempt.id;
  const { load, state, data: asked } = useFetcher<WorkspaceData>();
  const isIdle = useRef(true);
  useEffect(() => {
    isIdle.current = state === "idle";
  }, [state]);
  const isAskedNewer =
    asked?.workspace.attempt.id === attemptId &&
    asked.workspace.serverNow > loaded.workspace.serverNow;
  // The same route's loader answered.
  const data = isAskedNewer ? (asked as Data) : loaded;
  useEffect(() => rememberWorkspace(data), [data]);
  const askAgain = useCallback(() => {
    // One question at a time: a second one would make the router forget where the first one led.
    if (!isIdle.current) return;
    isIdle.current = false;
    load(path);
  }, [load, path]);
  return { data, askAgain };
}
