import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

const SAID_FOR_MS = 2_000;

/** Copies a text; says so for two seconds, to the eye and to a screen reader. */
export function CopyButton({ text }: { text: string }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      // Refused, or the page is not on https: the text stands there to be selected by hand.
      () => setOutcome("failed"),
    );
  }
  const Icon = outcome === "copied" ? Check : Copy;
  return (
    <Button variant="quiet" size="sm" aria-label="Copy" title="Copy" onClick={copy}>
      <Icon aria-hidden className="size-4" />
      <span role="status" className="sr-only">
        {outcome === "copied" && "Copied"}
        {outcome === "failed" && "Copying is not allowed here. Select the text instead."}
      </span>
    </Button>
  );
}
