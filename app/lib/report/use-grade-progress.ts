import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { GradeState } from "#server/grades/grade-state";

/** After the server refused the stream, it is asked again this often. */
const RETRY_MS = 4_000;

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

/** Whether pages can be had now: asking for one while the server is away would show an error page. */
async function isServerUp(): Promise<boolean> {
  try {
    return (await fetch("/healthz")).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * Follows a grading while it runs. The stream tells the current state on every connection, so a
 * reload or a dropped line loses nothing. EventSource reconnects by itself; where it gives up (the
 * stream was refused) the page is loaded again and the stream tried anew. The finished grade comes
 * with a revalidation.
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

  const isFollowing = isOpen(loaded);
  const { gradeId } = loaded;
  useEffect(() => {
    if (!isFollowing) return;
    return followStream(`/api/attempts/${attemptId}/events`, {
      onState: (next) => {
        setStreamed(next);
        if (!isOpen(next)) revalidate.current();
      },
      onLost: setIsLost,
      onRefused: () => revalidate.current(),
    });
  }, [attemptId, gradeId, isFollowing]);

  const isCurrent = isFollowing && streamed?.gradeId === gradeId;
  return { state: isCurrent ? streamed : loaded, isLost };
}

type StreamListener = {
  onState: (state: GradeState) => void;
  onLost: (isLost: boolean) => void;
  /** The stream can't be had but the server answers. */
  onRefused: () => void;
};

/** Listens until the grading ends; returns the way to stop earlier. */
function followStream(url: string, listener: StreamListener): () => void {
  let isStopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let source = connect();

  function connect(): EventSource {
    const stream = new EventSource(url);
    stream.addEventListener("open", () => listener.onLost(false));
    stream.addEventListener("progress", (event: MessageEvent<unknown>) => {
      const next = parseGradeState(event.data);
      if (next === null) return;
      if (!isOpen(next)) stream.close();
      listener.onState(next);
    });
    stream.addEventListener("error", () => {
      listener.onLost(true);
      if (stream.readyState === EventSource.CLOSED) {
        retry = setTimeout(() => void tryAgain(), RETRY_MS);
      }
    });
    return stream;
  }

  async function tryAgain(): Promise<void> {
    const isUp = await isServerUp();
    if (isStopped) return;
    if (isUp) listener.onRefused();
    source = connect();
  }

  return () => {
    isStopped = true;
    source.close();
    clearTimeout(retry);
  };
}
