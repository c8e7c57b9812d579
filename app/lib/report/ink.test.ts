import { describe, expect, it } from "vitest";
import { drawRing, drawTrace, drawUnderline, drawWave } from "./ink";

function readPoints(d: string): [number, number][] {
  const numbers = (d.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? NaN]] : []));
}

describe("ink", () => {
  it("draws the same stroke for the same seed and another for another", () => {
    expect(drawUnderline(0, 20, 300, 4)).toBe(drawUnderline(0, 20, 300, 4));
    expect(drawUnderline(0, 20, 300, 4)).not.toBe(drawUnderline(0, 20, 300, 5));
  });

  it("keeps an underline within a hair of its line", () => {
    for (let seed = 0; seed < 50; seed++) {
      for (const [, y] of readPoints(drawUnderline(0, 100, 400, seed))) {
        expect(Math.abs(y - 100)).toBeLessThan(4);
      }
    }
  });

  it("draws a wave that stays under its words and is no straight line", () => {
    const points = readPoints(drawWave(10, 100, 200, 3));
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    expect(Math.min(...xs)).toBeGreaterThan(5);
    expect(Math.max(...xs)).toBeLessThan(215);
    expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(2);
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(8);
  });

  it("goes round the whole box and not far from it", () => {
    const points = readPoints(drawRing({ x: 100, y: 200, width: 160, height: 60, angle: 0 }, 8, 1));
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    expect(Math.min(...xs)).toBeLessThan(100);
    expect(Math.max(...xs)).toBeGreaterThan(260);
    expect(Math.min(...ys)).toBeLessThan(200);
    expect(Math.max(...ys)).toBeGreaterThan(260);
    expect(Math.min(...xs)).toBeGreaterThan(70);
    expect(Math.max(...ys)).toBeLessThan(290);
  });

  it("retraces an arrow from its first point to its last", () => {
    const points = readPoints(
      drawTrace(
        [
          [0, 0],
          [50, 10],
          [120, 0],
        ],
        3,
      ),
    );
    expect(Math.max(...points.map(([x]) => x))).toBeGreaterThan(110);
    expect(Math.min(...points.map(([x]) => x))).toBeLessThan(10);
  });
});
