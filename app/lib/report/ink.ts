import { RoughGenerator } from "roughjs/bin/generator";

/**
 * The teacher's pen. roughjs draws Excalidraw's own shapes, so the marks in the text and the rings
 * on the drawing come from the same hand. Paths only, the same for the same seed: no page is
 * touched, so the content policy needs no exception and a re-render moves nothing.
 */
const pen = new RoughGenerator();

/** Steadier than Excalidraw's default: a line under text must not cross it. */
const UNDERLINE = { roughness: 0.9, bowing: 0.8, disableMultiStroke: true };
const RING = { roughness: 0.6, disableMultiStroke: true };
const RING_STEPS = 22;
/** A pen does not close a ring, it runs past its start: share of a turn. */
const RING_OVERLAP = 0.07;

/** SVG path of one stroke from left to right. px. */
export function drawUnderline(x: number, y: number, width: number, seed: number): string {
  const stroke = pen.line(x, y, x + width, y, { ...UNDERLINE, seed: 1 + seed });
  return pen
    .toPaths(stroke)
    .map(({ d }) => d)
    .join(" ");
}

const WAVE = { length: 9, height: 1.6 };

/** The same as a wave, under what falls short. px. */
export function drawWave(x: number, y: number, width: number, seed: number): string {
  const count = Math.max(2, Math.round((2 * width) / WAVE.length));
  const points = Array.from({ length: count + 1 }, (_, index): [number, number] => [
    x + (width * index) / count,
    y + (index % 2 === 0 ? WAVE.height : -WAVE.height),
  ]);
  const stroke = pen.curve(points, { roughness: 0.3, disableMultiStroke: true, seed: 1 + seed });
  return pen
    .toPaths(stroke)
    .map(({ d }) => d)
    .join(" ");
}

/**
 * SVG path of a ring around a box, square enough to clear its corners, begun at the upper left.
 *
 * @param box in the units of the drawing; `angle` in radians, clockwise, about its centre
 */
export function drawRing(
  box: { x: number; y: number; width: number; height: number; angle: number },
  padding: number,
  seed: number,
): string {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const radius = { x: box.width / 2 + padding, y: box.height / 2 + padding };
  const points: [number, number][] = [];
  for (let step = 0; step <= RING_STEPS; step++) {
    const turn = (step / RING_STEPS) * (1 + RING_OVERLAP);
    const at = turn * 2 * Math.PI - (3 * Math.PI) / 4;
    const drift = 1 + 0.045 * (turn - 0.5);
    // A superellipse: between the ellipse, which cuts corners, and the box itself.
    const dx = Math.sign(Math.cos(at)) * Math.abs(Math.cos(at)) ** 0.55 * radius.x * drift;
    const dy = Math.sign(Math.sin(at)) * Math.abs(Math.sin(at)) ** 0.55 * radius.y * drift;
    points.push([
      centre.x + dx * Math.cos(box.angle) - dy * Math.sin(box.angle),
      centre.y + dx * Math.sin(box.angle) + dy * Math.cos(box.angle),
    ]);
  }
  return pen
    .toPaths(pen.curve(points, { ...RING, seed: 1 + seed }))
    .map(({ d }) => d)
    .join(" ");
}

/** SVG path that goes over a line or arrow once more. Points in the units of the drawing. */
export function drawTrace(points: [number, number][], seed: number): string {
  const stroke = pen.curve(points, { roughness: 0.8, disableMultiStroke: true, seed: 1 + seed });
  return pen
    .toPaths(stroke)
    .map(({ d }) => d)
    .join(" ");
}
