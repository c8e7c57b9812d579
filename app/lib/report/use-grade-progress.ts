import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { GradeState } from "#server/grades/grade-state";
import { joinLive } from "~/lib/live/join-live";
import { useViewerId } from "~/lib/use-viewer-id";

function isOpen(state: GradeState): boolean {
  return state.status === "queued" || state.status === "running";
}

/**
 * Follows a grading while it runs. The stream tells the current state on every connection, so a
 * reload or a dropped line loses nothing. Where the stream is refused the page is loaded again: it
 * says why, or how far the grading is. The finished grade comes with a revalidation.
 *
 * @returns the newest state known, and whether the connection is lost at the moment
 */
export function useGradeProgress(
  attemptId: string,
  loaded: GradeState,
): { state: GradeState; isLost: boolean } {
  const [streamed, setStreamed] = useState<GradeState | null>(null);
  const [isLost, setIsLost] = useState(false);
  const revalidator = useRevalidator();
  const revalidate = useRef(revalidator.revalidate);
  useEffect(() => {
    revalidate.current = revalidator.revalidate;
  }, [revalidator.revalidate]);

  const viewerId = useViewerId();
  const isFollowing = isOpen(loaded);
  const { gradeId } = loaded;
  useEffect(() => {
    if (!isFollowing || viewerId === null) return;
    const live = joinLive(viewerId);
    const stopListening = live.listen({
      onEvent: (event) => {
        if (event.kind !== "grade" || event.attemptId !== attemptId) return;
        setStreamed(event.state);
        if (!isOpen(event.state)) revalidate.current();
      },
      onLost: setIsLost,
      onRefused: () => revalidate.current(),
    });
    const unwatch = live.watch(attemptId);
    return () => {
      stopListening();
      unwatch();
      live.leave();
    };
  }, [attemptId, gradeId, isFollowing, viewerId]);

  const isCurrent = isFollowing && streamed?.gradeId === gradeId;
  return { state: isCurrent ? streamed : loaded, isLost };
}
