import { expect, it } from "vitest";
import { drawOutline } from "../drawing/outline/draw-outline";
import { drawScene } from "./draw-scene";

const OUTLINE = `
User [person] -> Router [decision]: question
Serving {
  Router -> LLM
  LLM -> Cache [store]: k & v
}
`;

it("draws every shape, arrow and word of an outline within its frame", () => {
  const svg = drawScene(drawOutline(OUTLINE), "A request");
  expect(svg.match(/<rect /g)).toHaveLength(3);
  expect(svg.match(/<ellipse /g)).toHaveLength(1);
  expect(svg.match(/<polygon /g)).toHaveLength(1);
  // Three arrows, each with a head.
  expect(svg.match(/<polyline /g)).toHaveLength(6);
  for (const word of ["User", "Router", "LLM", "Cache", "Serving", "question", "k &amp; v"]) {
    expect(svg).toContain(`>${word}<`);
  }
  const [left = 0, top = 0, width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? "")
    .split(" ")
    .map(Number);
  for (const [, x, y] of svg.matchAll(/<(?:rect|tspan) x="([-\d.]+)" y="([-\d.]+)"/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(left);
    expect(Number(x)).toBeLessThanOrEqual(left + width);
    expect(Number(y)).toBeGreaterThanOrEqual(top);
    expect(Number(y)).toBeLessThanOrEqual(top + height);
  }
  expect(svg).not.toMatch(/style=|NaN|undefined/);
});
