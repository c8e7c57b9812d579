import type { NumberKind } from "#domain/rubrics/rubric.schema";
import type { ArithmeticVerifier, FoundQuantity } from "./arithmetic";

const SECONDS_A_MONTH = 2_592_000;

const KIND_NAMES: Record<NumberKind, string> = {
  count: "a number",
  percent: "a percentage",
  duration: "a duration",
  rate: "a number per second, day or month",
  money: "an amount in dollars",
  money_rate: "dollars per day or month",
  tokens: "a number of tokens",
  bytes: "a size in bytes",
};

/** "Looked for dollars per day or month near “bill” and found none". */
export function describeMissing(verifier: ArithmeticVerifier, missing: string[]): string {
  const parts = missing.map((name) => {
    const wanted = verifier.quantities[name];
    const terms = (wanted?.terms ?? []).slice(0, 3).map((term) => `“${term}”`);
    return `${wanted ? KIND_NAMES[wanted.number] : "a number"} near ${terms.join(" or ")}`;
  });
  return `The arithmetic could not be followed: looked for ${parts.join(", and for ")}, and found none.`;
}

/** "200k chats a day × $0.004 = $24,000 a month, which is what you wrote". */
export function describeProduct(
  verifier: ArithmeticVerifier,
  parts: Map<string, FoundQuantity>,
  product: number,
  isConsistent: boolean,
): string {
  const written = (name: string): string => parts.get(name)?.quantity.text ?? name;
  const factors = verifier.factors.map(written).join(" × ");
  const divisors = verifier.divisors.map((name) => ` ÷ ${written(name)}`).join("");
  const kind = parts.get(verifier.equals)?.quantity.kind ?? "count";
  const stated = written(verifier.equals);
  const computed = `${factors}${divisors} = ${formatValue(kind, product)}`;
  return isConsistent
    ? `Your numbers agree: ${computed}, and you wrote ${stated}.`
    : `Your numbers do not agree: ${computed}, but you wrote ${stated}.`;
}

/** A value in base units as a person would write it. */
export function formatValue(kind: NumberKind, value: number): string {
  switch (kind) {
    case "money":
      return formatMoney(value);
    case "money_rate":
      return `${formatMoney(value * SECONDS_A_MONTH)} a month`;
    case "rate":
      return `${round(value)} per second`;
    case "duration":
      return value < 1 ? `${round(value * 1000)} ms` : `${round(value)} s`;
    case "percent":
      return `${round(value)}%`;
    case "tokens":
      return `${round(value)} tokens`;
    case "bytes":
      return formatBytes(value);
    case "count":
      return round(value);
  }
}

function formatMoney(dollars: number): string {
  return `$${round(dollars)}`;
}

function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  const power = bytes < 1 ? 0 : Math.min(5, Math.floor(Math.log10(bytes) / 3));
  return `${round(bytes / 1000 ** power)} ${units[power] ?? "bytes"}`;
}

/** Three significant digits below a thousand, whole numbers above. */
function round(value: number): string {
  const digits = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString("en-US", { maximumFractionDigits: 9 });
}
