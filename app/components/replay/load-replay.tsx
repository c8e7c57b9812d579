import { useEffect, useState } from "react";
import type { Replay } from "~/lib/report/replay-view";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Spinner } from "../ui/spinner";
import { ReplayPlayer } from "./replay-player";

/** A history near its bound takes the server a few seconds when it is asked for first. */
const WAIT_MS = 60_000;

type Loading = { state: "loading" } | { state: "failed" } | { state: "there"; replay: Replay };

/** Asks for what is played once the page is there: it can be larger than the page by far. */
export function LoadReplay({ attemptId }: { attemptId: string }) {
  const [tries, setTries] = useState(0);
  const [loading, setLoading] = useState<Loading>({ state: "loading" });
  useEffect(() => {
    const stop = new AbortController();
    setLoading({ state: "loading" });
    void fetchReplay(attemptId, stop.signal).then((replay) => {
      if (stop.signal.aborted) return;
      setLoading(replay === null ? { state: "failed" } : { state: "there", replay });
    });
    return () => stop.abort();
  }, [attemptId, tries]);

  switch (loading.state) {
    case "loading":
      return (
        <p role="status" className="text-ink-soft flex items-center gap-2">
          <Spinner /> Loading the replay
        </p>
      );
    case "failed":
      return (
        <Callout tone="danger" role="alert" title="The replay could not be loaded">
          <p>The server did not answer, or your session ended. Nothing is lost.</p>
          <Button size="sm" className="mt-2" onClick={() => setTries(tries + 1)}>
            Try again
          </Button>
        </Callout>
      );
    case "there":
      return <ReplayPlayer replay={loading.replay} />;
  }
}

/** @returns null where none came, whatever the reason */
async function fetchReplay(attemptId: string, stop: AbortSignal): Promise<Replay | null> {
  try {
    const response = await fetch(`/attempts/${attemptId}/replay/frames`, {
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.any([stop, AbortSignal.timeout(WAIT_MS)]),
    });
    return response.ok ? ((await response.json()) as Replay) : null;
  } catch {
    return null;
  }
}
