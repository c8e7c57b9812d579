import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { GradeState } from "#server/grades/grade-state";

/** When no stream can be had, the page asks again by itself, this often. */
const POLL_MS = 4_000;

const STATUSES: readonly string[] = ["queued", "running", "graded", "needs_attention"];

/** Null for anything that is not the state of a grade. */
function parseGradeState(data: unknown): GradeState | null {
  if (typeof data !== "string") return null;
  const value: unknown = JSON.parse(data);
  return isGradeState(value) ? value : null;
}

function isGradeState(value: unknown): value is GradeState {
  if (typeof value !== "object" || value === null || !("status" in value)) return false;
  return typeof value.status === "string" && STATUSES.includes(value.status);
}

function isOpen(state: GradeState): boolean {
  return state.status === "queued" || state.status === "running";
}

/**
 * Follows a grading while it runs. The stream tells the current state on every connection, so a
 * reload or a dropped line loses nothing; EventSource reconnects by itself, and where it gives up
 * (a refused stream) the page is asked again instead. The finished grade comes with a revalidation.
 *
 * @returns the newest state known, and whether the stream is up
 */
export function useGradeProgress(
  attemptId: string,
  loaded: GradeState,
): { state: GradeState; isLive: boolean } {
  const [streamed, setStreamed] = useState<GradeState | null>(null);
  const [isLive, setIsLive] = useState(false);
  const revalidator = useRevalidator();
  const revalidate = useRef(revalidator.revalidate);
  useEffect(() => {
    revalidate.current = revalidator.revalidate;
  }, [revalidator.revalidate]);

  const isFollowing = isOpen(loaded);
  const { gradeId } = loaded;
  useEffect(() => {
    if (!isFollowing) return;
    let poll: ReturnType<typeof setInterval> | null = null;
    const source = new EventSource(`/api/attempts/${attemptId}/events`);
    source.addEventListener("open", () => setIsLive(true));
    source.addEventListener("progress", (event: MessageEvent<unknown>) => {
      const next = parseGradeState(event.data);
      if (next === null) return;
      setStreamed(next);
      if (isOpen(next)) return;
      source.close();
      revalidate.current();
    });
    source.addEventListener("error", () => {
      setIsLive(false);
      if (source.readyState === EventSource.CLOSED) {
        poll ??= setInterval(() => revalidate.current(), POLL_MS);
      }
    });
    return () => {
      source.close();
      if (poll !== null) clearInterval(poll);
    };
  }, [attemptId, gradeId, isFollowing]);

  const isCurrent = isFollowing && streamed?.gradeId === gradeId;
  return { state: isCurrent ? streamed : loaded, isLive };
}
