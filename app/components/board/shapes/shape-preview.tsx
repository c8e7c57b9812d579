import { figureOf, paintOf } from "#domain/drawing/outline/looks";
import type { LibraryShape } from "#domain/drawing/shapes/shape-library";

/** A shape in small, in the colours it has on the canvas; the dark theme turns both alike. */
export function ShapePreview({ shape }: { shape: LibraryShape }) {
  const outline = { key: shape.name, name: shape.name, shape: shape.shape, container: null };
  const paint = paintOf(outline);
  const look = { fill: paint.fill, stroke: paint.stroke, strokeWidth: 1.5 };
  const { widthPx, heightPx } = figureOf(outline);
  const height = Math.min(16, (26 * heightPx) / widthPx + 4);
  return (
    <svg
      aria-hidden
      viewBox="0 0 30 20"
      className="h-5 w-7.5 shrink-0 in-data-[board-theme=dark]:[filter:invert(93%)_hue-rotate(180deg)]"
    >
      {shape.shape === "store" && <ellipse cx={15} cy={10} rx={13} ry={height / 2} {...look} />}
      {shape.shape === "decision" && <path d="M15 2 28 10 15 18 2 10Z" {...look} />}
      {(shape.shape === "box" || shape.shape === "person") && (
        <rect
          x={2}
          y={10 - height / 2}
          width={26}
          height={height}
          rx={shape.shape === "person" ? 6 : 2.5}
          {...look}
        />
      )}
    </svg>
  );
}
