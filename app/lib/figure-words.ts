import type { Figure } from "#server/reviews/agreement/figures";

/** A figure in words: its value, or why there is none. */
export function sayValue(figure: Figure, digits: number): string {
  if (figure.isTooFew) return "too few";
  return figure.value === null ? "no value" : formatSigned(figure.value, digits);
}

/** "0.61 to 0.78"; null without an interval. */
export function sayInterval({ interval }: Figure, digits: number): string | null {
  if (interval === null) return null;
  return `${formatSigned(interval.low, digits)} to ${formatSigned(interval.high, digits)}`;
}

/** With a true minus sign, and no minus before nothing. */
export function formatSigned(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

export function sayAttempts(count: number): string {
  return `${count} ${count === 1 ? "attempt" : "attempts"}`;
}
