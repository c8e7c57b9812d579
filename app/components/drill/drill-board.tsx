import { Shapes } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";
import type { SyncControl } from "~/components/workspace/use-workspace-sync";

const DrillCanvas = lazy(() => import("./drill-canvas"));

/** Where a drawing counts too: the canvas, fetched when it is asked for or holds something. */
export function DrillBoard(props: { control: SyncControl; isReadOnly: boolean }) {
  const { sync } = props.control;
  const [isAsked, setIsAsked] = useState(false);
  const isDrawn = [...(sync?.state.elements.values() ?? [])].some(({ isDeleted }) => !isDeleted);
  if (!isAsked && !isDrawn) {
    return (
      <p className="text-ink-soft flex flex-wrap items-center gap-3">
        <Button disabled={sync === null} onClick={() => setIsAsked(true)}>
          <Shapes aria-hidden className="size-4.5" /> Open the canvas
        </Button>
        A drawing counts here too.
      </p>
    );
  }
  return (
    <section
      aria-label="Drawing"
      className="border-line h-[32rem] overflow-hidden rounded-lg border"
    >
      <Suspense
        fallback={
          <p className="text-ink-soft flex h-full items-center justify-center gap-2">
            <Spinner /> Loading the canvas.
          </p>
        }
      >
        <DrillCanvas {...props} />
      </Suspense>
    </section>
  );
}
