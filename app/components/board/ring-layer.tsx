import { drawRing, drawTrace } from "~/lib/report/ink";
import type { SceneShape } from "~/lib/report/scene-shapes";

/** Where the canvas looks: scene point (0, 0) is shown at (scrollX, scrollY) × zoom. */
export type Viewport = { scrollX: number; scrollY: number; zoom: number };

/** Room between a box and its ring, and the pen's width: screen px, whatever the zoom. */
const RING_PADDING_PX = 7;
const PEN_PX = 2.6;
const DOT_PX = 5;

/** The pen's rings around boxes and its second line along arrows, laid over the canvas. */
export function RingLayer(props: {
  viewport: Viewport;
  shapes: SceneShape[];
  /** Shapes that can be chosen: each has a dot. */
  dotted: SceneShape[];
}) {
  const { scrollX, scrollY, zoom } = props.viewport;
  return (
    <svg
      aria-hidden
      data-rings={props.shapes.length}
      className="ink pointer-events-none absolute inset-0 z-10 size-full"
    >
      <g transform={`scale(${zoom}) translate(${scrollX} ${scrollY})`} strokeWidth={PEN_PX / zoom}>
        {props.dotted.map((shape) => {
          const [cx, cy] = dotOf(shape);
          return (
            <circle
              key={shape.id}
              data-dot=""
              cx={cx}
              cy={cy}
              r={DOT_PX / zoom}
              className="fill-mark stroke-surface"
            />
          );
        })}
        {props.shapes.map((shape) => (
          <path
            key={shape.id}
            d={
              shape.kind === "box"
                ? drawRing(shape, RING_PADDING_PX / zoom, seedOf(shape.id))
                : drawTrace(shape.points, seedOf(shape.id))
            }
            pathLength={1}
            className="ink-stroke ink-lit ink-ring"
          />
        ))}
      </g>
    </svg>
  );
}

/** The same element is always ringed by the same turn of the hand. */
function seedOf(id: string): number {
  let seed = 7;
  for (const character of id) seed = (seed * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_000;
  return seed;
}

/** A box's corner at the top right; the middle of a line. */
function dotOf(shape: SceneShape): readonly [number, number] {
  if (shape.kind === "path") return shape.points[Math.floor(shape.points.length / 2)] ?? [0, 0];
  const { x, y, width, height, angle } = shape;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [right, up] = [width / 2, -height / 2];
  return [x + width / 2 + right * cos - up * sin, y + height / 2 + right * sin + up * cos];
}
