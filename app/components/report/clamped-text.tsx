import clsx from "clsx";
import { useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";

/** A text of fewer words is short enough for a phone. */
const SHORT_WORDS = 45;

/** A long text, on a narrow screen only its beginning until one asks for the rest. */
export function ClampedText({ words, children }: { words: number; children: ReactNode }) {
  const [isWhole, setIsWhole] = useState(words <= SHORT_WORDS);
  return (
    <div>
      {/* A mark in the hidden part that gets the focus brings the rest with it. */}
      <div className={clsx(!isWhole && "clamped")} onFocus={() => setIsWhole(true)}>
        {children}
      </div>
      {!isWhole && (
        <Button
          variant="quiet"
          size="sm"
          className="mt-1 lg:hidden print:hidden"
          onClick={() => setIsWhole(true)}
        >
          Show all {words} words
        </Button>
      )}
    </div>
  );
}
