import type { Node } from "./expression";
import { evaluate, numbersOf, PLAIN } from "./evaluate";

const FORMAT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 9 });

/**
 * What a sum really comes to, in the unit and the scale of the stated result: 59.1, "59.1 GB".
 *
 * @param offBy stated by computed
 */
export function writeAmount(
  text: string,
  stated: Node,
  offBy: number,
): { computed: number; computedText: string } {
  const [first] = numbersOf(stated);
  if (stated.kind !== "number" || !first) {
    const computed = evaluate(stated, PLAIN) / offBy;
    return { computed, computedText: writeNumber(computed) };
  }
  const { mantissa, start, digitsEnd, readings } = first.token;
  const written = first.token.isWord ? "" : text.slice(start, start + 4);
  const before = /^[^\d.]{0,4}/.exec(written)?.[0] ?? "";
  const after = text.slice(digitsEnd, first.unitEnd).replace(/\s+/g, " ").replace(/[`*]/g, "");
  // "65.5k" is told in thousands, and counted in ones.
  const scale = readings[0]?.units.length === 0 || before !== "" ? (readings[0]?.scale ?? 1) : 1;
  const value = mantissa / offBy;
  return {
    computed: value * (scale === 0.01 ? 1 : scale),
    computedText: `${before}${writeNumber(value)}${after}`,
  };
}

/** Three significant digits below a thousand, whole numbers above. */
export function writeNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-6)) return value.toExponential(2);
  const rounded = size >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
  return FORMAT.format(rounded);
}
