import { useEffect, useRef, useState } from "react";
import type { Fault, Offer } from "#domain/drawing/edit/list-faults";
import { Button } from "~/components/ui/button";

/** Leads through the arrows that can be connected: each is shown on the canvas before it is asked about. */
export function FixWalk(props: {
  /** Those that have offers. */
  faults: readonly Fault[];
  onShow: (elementIds: readonly string[]) => void;
  onConnect: (offer: Offer) => void;
  onEnd: () => void;
}) {
  const { faults, onShow, onEnd } = props;
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const group = useRef<HTMLDivElement>(null);
  const left = faults.filter(({ key }) => !passed.has(key));
  const fault = left[0];
  const key = fault?.key;
  useEffect(() => {
    if (!fault) return onEnd();
    const boxIds = fault.offers.flatMap(({ ties }) => ties.map(({ boxId }) => boxId));
    onShow([...fault.elementIds, ...boxIds]);
    group.current?.querySelector("button")?.focus();
    // Shown once for each arrow, not with each reading of the drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  if (!fault) return null;

  function pass(): void {
    if (key !== undefined) setPassed(new Set([...passed, key]));
  }
  return (
    <div
      ref={group}
      role="group"
      aria-label="Connect one by one"
      className="bg-sunken my-2 flex flex-wrap items-center gap-2 rounded-md px-3 py-2"
    >
      <p aria-live="polite" className="w-full">
        {fault.what} {left.length > 1 && <span className="text-ink-soft">{left.length} left.</span>}
      </p>
      {fault.offers.map((offer) => (
        <Button
          key={offer.words}
          size="sm"
          variant="primary"
          onClick={() => {
            props.onConnect(offer);
            pass();
          }}
        >
          {offer.words}
        </Button>
      ))}
      <Button size="sm" onClick={pass}>
        Skip
      </Button>
      <Button size="sm" onClick={onEnd}>
        Stop
      </Button>
    </div>
  );
}
