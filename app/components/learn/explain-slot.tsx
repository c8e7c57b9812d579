import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";
import { useHydrated } from "~/lib/use-hydrated";

const ExplainAloud = lazy(() => import("~/components/voice/explain-aloud"));

/** A way to answer a self-check in one's own words; fetched when somebody wants it. */
export function ExplainSlot(props: { pointsHtml: string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  // Nothing to press without JavaScript.
  if (!useHydrated()) return null;
  if (!isOpen) {
    return (
      <Button size="sm" className="mt-4" onClick={() => setIsOpen(true)}>
        Explain it aloud
      </Button>
    );
  }
  return (
    <Suspense fallback={null}>
      <ExplainAloud pointsHtml={props.pointsHtml} onClose={() => setIsOpen(false)} />
    </Suspense>
  );
}
