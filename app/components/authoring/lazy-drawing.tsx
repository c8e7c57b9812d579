import { lazy, Suspense } from "react";
import { Spinner } from "~/components/ui/spinner";
import { useHydrated } from "~/lib/use-hydrated";
import type { DrawingPanelProps } from "./drawing-panel";

const DrawingPanel = lazy(() => import("./drawing-panel"));

/** The drawing and its canvas, asked for when somebody wants to see them: they weigh more than the page. */
export function LazyDrawing(props: DrawingPanelProps & { isWanted: boolean }) {
  const { isWanted, ...rest } = props;
  const isHydrated = useHydrated();
  if (!isHydrated || !isWanted) return null;
  return (
    <Suspense
      fallback={
        <p className="text-ink-soft flex items-center gap-3 py-8">
          <Spinner /> Loading the drawing
        </p>
      }
    >
      <DrawingPanel {...rest} />
    </Suspense>
  );
}
