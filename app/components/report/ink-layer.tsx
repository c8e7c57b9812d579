import clsx from "clsx";
import { useEffect, useState } from "react";
import type { RefObject } from "react";
import { useSelection } from "./selection";

type Stroke = { key: string; d: string; criterionIds: string[]; isShort: boolean };
type Draw = (x: number, y: number, width: number, seed: number) => string;
type Pen = { drawUnderline: Draw; drawWave: Draw };

/** A second criterion on the same words is a second line, this far below the first. px. */
const SECOND_LINE_PX = 3.5;

/**
 * The pen's lines under every `.marked` stretch of the container. They are laid over the text
 * rather than put into it, so copying, searching and offsets are those of the text alone. Until
 * the pen has loaded, without a script and on paper, a plain underline stands in its place.
 */
export function InkLayer(props: { containerRef: RefObject<HTMLElement> }) {
  const [strokes, setStrokes] = useState<Stroke[] | null>(null);
  const { lit } = useSelection();
  const { containerRef } = props;

  useEffect(() => {
    const container = containerRef.current;
    if (container === null) return;
    let isGone = false;
    let observer: ResizeObserver | null = null;
    async function begin(element: HTMLElement) {
      const pen = await import("~/lib/report/ink");
      await document.fonts.ready;
      if (isGone) return;
      observer = new ResizeObserver(() => setStrokes(measureStrokes(element, pen)));
      observer.observe(element);
    }
    void begin(container);
    return () => {
      isGone = true;
      observer?.disconnect();
    };
  }, [containerRef]);

  return (
    <svg
      aria-hidden
      data-ink={strokes === null ? undefined : "drawn"}
      className="ink pointer-events-none absolute inset-0 size-full overflow-visible print:hidden"
    >
      {strokes?.map(({ key, d, criterionIds, isShort }) => {
        const isLit = criterionIds.some((id) => lit.has(id));
        return (
          <path
            key={isLit ? `${key} lit` : key}
            d={d}
            pathLength={1}
            className={clsx("ink-stroke", !isShort && "ink-met", isLit && "ink-lit")}
          />
        );
      })}
    </svg>
  );
}

function measureStrokes(container: HTMLElement, pen: Pen): Stroke[] {
  const origin = container.getBoundingClientRect();
  return [...container.querySelectorAll<HTMLElement>(".marked")].flatMap((element, order) => {
    const criterionIds = element.dataset["criteria"]?.split(" ") ?? [];
    const isShort = element.dataset["short"] !== undefined;
    const draw = isShort ? pen.drawWave : pen.drawUnderline;
    const text = element.firstChild;
    if (text === null) return [];
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()]
      .filter(({ width }) => width > 3)
      .flatMap((rect, line) =>
        criterionIds.slice(0, 2).map((_, depth) => {
          const y = rect.bottom - origin.top - 1 + depth * SECOND_LINE_PX;
          const seed = order * 97 + line * 13 + depth;
          return {
            key: `${order}.${line}.${depth}`,
            d: draw(rect.left - origin.left, y, rect.width, seed),
            criterionIds,
            isShort,
          };
        }),
      );
  });
}
