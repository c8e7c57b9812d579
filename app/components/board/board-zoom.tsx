import { Maximize, Minus, Plus } from "lucide-react";
import { Button } from "../ui/button";

/** Zoom by button, as the wheel is left to the page and a keyboard has none. */
export function BoardZoom(props: { onZoom: (factor: number) => void; onFit: () => void }) {
  return (
    <div className="absolute right-2 bottom-2 z-20 flex gap-1 print:hidden">
      <Button variant="quiet" size="sm" aria-label="Zoom out" onClick={() => props.onZoom(0.8)}>
        <Minus aria-hidden className="size-4" />
      </Button>
      <Button variant="quiet" size="sm" aria-label="Zoom in" onClick={() => props.onZoom(1.25)}>
        <Plus aria-hidden className="size-4" />
      </Button>
      <Button variant="quiet" size="sm" onClick={props.onFit}>
        <Maximize aria-hidden className="size-4" /> Fit
      </Button>
    </div>
  );
}
