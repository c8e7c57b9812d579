import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";

const MicCheck = lazy(() => import("~/components/voice/mic-check"));

/** A look at the microphone before the clock starts; fetched when somebody wants it. */
export function MicCheckSlot() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="mt-3">
      <p className="text-ink-soft text-small mb-2">You can type your replies, or speak them.</p>
      {isOpen ? (
        <Suspense fallback={null}>
          <MicCheck onClose={() => setIsOpen(false)} />
        </Suspense>
      ) : (
        <Button size="sm" onClick={() => setIsOpen(true)}>
          Check your microphone
        </Button>
      )}
    </div>
  );
}
