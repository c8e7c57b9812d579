import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const values = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

/** Relative luminance of an sRGB colour `#rrggbb`, WCAG 2.2. */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(front: string, back: string): number {
  const [high = 0, low = 0] = [luminanceOf(front), luminanceOf(back)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function colourOf(name: string, scheme: "light" | "dark"): string {
  const value = values.get(name)?.[scheme];
  if (value === undefined) throw new Error(`tokens.css has no colour ${name}`);
  return value;
}

const TEXT_PAIRS = [
  ...["ink", "ink-soft", "ink-faint", "accent", "mark", "met", "warn", "danger", "ok"].flatMap(
    (front) => ["paper", "surface", "sunken"].map((back) => [front, back]),
  ),
  ["accent-ink", "accent"],
  ...["accent", "mark", "warn", "danger", "ok"].flatMap((tone) => [
    [tone, `${tone}-soft`],
    ["ink", `${tone}-soft`],
    ["ink-soft", `${tone}-soft`],
  ]),
];
const CONTROL_PAIRS = ["paper", "surface", "sunken"].map((back) => ["line-strong", back]);

describe.each(["light", "dark"] as const)("the %s theme", (scheme) => {
  it.each(TEXT_PAIRS)("reads %s on %s at 4.5:1 or better", (front = "", back = "") => {
    expect(contrastOf(colourOf(front, scheme), colourOf(back, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CONTROL_PAIRS)(
    "shows the edge of a control, %s on %s, at 3:1",
    (front = "", back = "") => {
      expect(contrastOf(colourOf(front, scheme), colourOf(back, scheme))).toBeGreaterThanOrEqual(3);
    },
  );
});
