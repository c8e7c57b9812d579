import { useState } from "react";
import type { TasterRest } from "#server/attempts/get-taster-rest";
import { SECTION_TITLES } from "#domain/problems/scale";
import { LazyBoard } from "~/components/report/lazy-board";

/** What a taster gives of the design: the drawing and the other sections, each folded. */
export function RestOfDesign({ rest }: { rest: TasterRest }) {
  const [isDrawingAsked, setIsDrawingAsked] = useState(false);
  return (
    <section aria-labelledby="rest-of-design" className="border-line border-t pt-4">
      <h2 id="rest-of-design" className="font-semibold">
        The design you evaluate
      </h2>
      <p className="text-ink-soft text-small mt-1">
        Somebody else’s. Look something up if you need it; quoting it earns nothing.
      </p>
      <details
        className="mt-3"
        onToggle={(event) => setIsDrawingAsked((was) => was || event.currentTarget.open)}
      >
        <summary className="w-fit rounded-sm max-sm:py-2">The drawing</summary>
        <div className="border-line mt-3 h-72 overflow-hidden rounded-lg border">
          {isDrawingAsked && <LazyBoard scene={rest.scene} />}
        </div>
      </details>
      {rest.sections.map(({ section, text }) => (
        <details key={section} className="mt-3">
          <summary className="w-fit rounded-sm max-sm:py-2">{SECTION_TITLES[section]}</summary>
          <p className="mt-2 font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
            {text}
          </p>
        </details>
      ))}
    </section>
  );
}
