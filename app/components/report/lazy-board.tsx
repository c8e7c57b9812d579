import { Suspense, lazy, useEffect, useState } from "react";
import type { ReadOnlyBoardProps } from "~/components/board/read-only-board.client";
import { Spinner } from "../ui/spinner";

const ReadOnlyBoard = lazy(async () => {
  const module = await import("~/components/board/read-only-board.client");
  return { default: module.ReadOnlyBoard };
});

/** The canvas waits this long at most for the page to have nothing else to do. ms */
const LONGEST_WAIT_MS = 4_000;

/**
 * The canvas, asked for only once the page can be read and has nothing else to do: it weighs four
 * times the rest, and an editor that starts keeps a page from answering.
 */
export function LazyBoard(props: ReadOnlyBoardProps) {
  const isIdle = useIdle();
  if (!isIdle) return <BoardLoading />;
  return (
    <Suspense fallback={<BoardLoading />}>
      <ReadOnlyBoard {...props} />
    </Suspense>
  );
}

function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    // Safari has none.
    if (typeof window.requestIdleCallback !== "function") {
      const timer = setTimeout(() => setIsIdle(true), 200);
      return () => clearTimeout(timer);
    }
    const asked = window.requestIdleCallback(() => setIsIdle(true), { timeout: LONGEST_WAIT_MS });
    return () => window.cancelIdleCallback(asked);
  }, []);
  return isIdle;
}

export function BoardLoading() {
  return (
    <p className="text-ink-soft flex h-full items-center justify-center gap-2 print:hidden">
      <Spinner /> Loading the drawing
    </p>
  );
}
