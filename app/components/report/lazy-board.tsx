import { Suspense, lazy } from "react";
import type { ReadOnlyBoardProps } from "~/components/board/read-only-board.client";
import { useHydrated } from "~/lib/use-hydrated";
import { Spinner } from "../ui/spinner";

const ReadOnlyBoard = lazy(async () => {
  const module = await import("~/components/board/read-only-board.client");
  return { default: module.ReadOnlyBoard };
});

/** The canvas, asked for only once the page can be read: it weighs four times the rest. */
export function LazyBoard(props: ReadOnlyBoardProps) {
  const isHydrated = useHydrated();
  if (!isHydrated) return <Loading />;
  return (
    <Suspense fallback={<Loading />}>
      <ReadOnlyBoard {...props} />
    </Suspense>
  );
}

function Loading() {
  return (
    <p className="text-ink-soft flex h-full items-center justify-center gap-2 print:hidden">
      <Spinner /> Loading the drawing
    </p>
  );
}
