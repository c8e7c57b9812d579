/** A number as an axis or a cell shows it: at most three digits that matter. */
export function sayNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${trim(value / 1e9)}B`;
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return trim(value);
}

function trim(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 4 });
}

export type Scale = {
  /** Where a value is, as a share of the axis from 0 to 1. */
  toShare(value: number): number;
  /** Values to write at the axis, within its ends. */
  ticks: number[];
};

/**
 * A linear scale begins at 0 and ends at a round number above `most`; a logarithmic one runs between
 * powers of 10.
 *
 * @param most above 0; `least` too where the scale is logarithmic
 */
export function makeScale(kind: "linear" | "log", least: number, most: number): Scale {
  if (kind === "log") {
    const low = Math.floor(Math.log10(least) + 1e-9);
    const high = Math.max(low + 1, Math.ceil(Math.log10(most) - 1e-9));
    const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
    return { toShare: (value) => (Math.log10(value) - low) / (high - low), ticks };
  }
  const step = findStep(most);
  const count = Math.ceil(most / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return { toShare: (value) => value / (count * step), ticks };
}

/** 1, 2 or 5 times a power of ten, so that four to seven steps reach `most`. */
function findStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 4));
  return ([1, 2, 5, 10].find((factor) => most / (factor * power) <= 6) ?? 10) * power;
}
