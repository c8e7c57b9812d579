import { useEffect, useState } from "react";
import type { ReadOnlyBoardProps } from "~/components/board/read-only-board.client";
import type { Scene } from "#domain/diagram/scene.schema";
import { Button } from "../ui/button";
import { BoardLoading, LazyBoard } from "./lazy-board";

/** A drawing that the page has, or the address that it comes from. */
export type DrawingSource = { scene: Scene } | { from: string };

/** Longer than the server lets a read wait, on a slow connection. */
const WAIT_MS = 60_000;

/** The canvas with a drawing, which is asked for once the page is there: it can be larger by far. */
export function DrawingBoard(props: DrawingSource & Omit<ReadOnlyBoardProps, "scene">) {
  if ("scene" in props) return <LazyBoard {...props} />;
  // Another address is another drawing.
  return <LoadedBoard key={props.from} {...props} />;
}

type Loading = "loading" | "failed" | Scene;

function LoadedBoard({ from, ...board }: { from: string } & Omit<ReadOnlyBoardProps, "scene">) {
  const [tries, setTries] = useState(0);
  const [loading, setLoading] = useState<Loading>("loading");
  useEffect(() => {
    const stop = new AbortController();
    setLoading("loading");
    void fetchDrawing(from, stop.signal).then((scene) => {
      if (!stop.signal.aborted) setLoading(scene ?? "failed");
    });
    return () => stop.abort();
  }, [from, tries]);

  if (loading === "loading") return <BoardLoading />;
  if (loading !== "failed") return <LazyBoard scene={loading} {...board} />;
  return (
    <div
      role="alert"
      className="flex h-full flex-col items-center justify-center gap-3 p-4 text-center"
    >
      <p>The drawing could not be loaded: the server is busy or can’t be reached.</p>
      <Button size="sm" className="print:hidden" onClick={() => setTries(tries + 1)}>
        Try again
      </Button>
    </div>
  );
}

/** @returns null where none came, whatever the reason */
async function fetchDrawing(from: string, stop: AbortSignal): Promise<Scene | null> {
  try {
    const response = await fetch(from, {
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.any([stop, AbortSignal.timeout(WAIT_MS)]),
    });
    return response.ok ? ((await response.json()) as Scene) : null;
  } catch {
    return null;
  }
}
