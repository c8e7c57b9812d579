import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button";

/** Hints of a section, from a nudge to nearly the answer; each asked for by itself. */
export function HintLadder({ hints }: { hints: readonly string[] }) {
  const [shown, setShown] = useState(0);
  const left = hints.length - shown;
  return (
    <section aria-label="Hints" className="flex flex-col items-start gap-2">
      <ol aria-live="polite" className="flex max-w-[68ch] flex-col gap-2">
        {hints.slice(0, shown).map((hint, index) => (
          <li key={hint} className="border-line-strong border-l-2 pl-3 font-serif">
            <span className="text-ink-faint mr-2 font-sans text-sm">Hint {index + 1}</span>
            {hint}
          </li>
        ))}
      </ol>
      {left > 0 && (
        <Button variant="quiet" size="sm" className="-ml-3" onClick={() => setShown(shown + 1)}>
          <Lightbulb aria-hidden className="size-4" />
          {shown === 0 ? `Show a hint (${hints.length})` : `Show the next hint (${left} left)`}
        </Button>
      )}
    </section>
  );
}
