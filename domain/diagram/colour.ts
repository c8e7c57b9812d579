export type Rgb = readonly [red: number, green: number, blue: number];

export const WHITE: Rgb = [255, 255, 255];

const NAMED: Record<string, Rgb> = {
  white: WHITE,
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  orange: [255, 165, 0],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
};

/** Null for transparent; black for a notation we don't know, so that nothing is hidden by mistake. */
export function parseColour(colour: string): Rgb | null {
  const name = colour.trim().toLowerCase();
  if (name === "" || name === "transparent") return null;
  const named = NAMED[name];
  if (named) return named;
  const hex = /^#([0-9a-f]{3,8})$/.exec(name)?.[1];
  if (hex !== undefined) return parseHex(hex);
  const parts =
    /^rgba?\(([^)]*)\)$/
      .exec(name)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [];
  const [r, g, b, alpha] = parts;
  if (alpha === 0) return null;
  return r === undefined || g === undefined || b === undefined ? [0, 0, 0] : [r, g, b];
}

function parseHex(hex: string): Rgb | null {
  const long = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join("") : hex;
  if (long.length === 8 && long.endsWith("00")) return null;
  const channel = (at: number) => Number.parseInt(long.slice(at, at + 2), 16);
  const rgb: Rgb = [channel(0), channel(2), channel(4)];
  return rgb.some(Number.isNaN) ? [0, 0, 0] : rgb;
}

/** Paint of an opacity (0 to 100) over an opaque ground. */
export function blend(paint: Rgb, ground: Rgb, opacityPercent: number): Rgb {
  const share = Math.min(100, Math.max(0, opacityPercent)) / 100;
  const mix = (a: number, b: number) => a * share + b * (1 - share);
  return [mix(paint[0], ground[0]), mix(paint[1], ground[1]), mix(paint[2], ground[2])];
}

/** Contrast ratio of WCAG 2.2, 1 (same) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function linear(channel: number): number {
  const s = channel / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
}

export function colourDistance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
