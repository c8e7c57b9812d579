/** Brackets, signs and powers call the reader again. */
const MAX_DEPTH = 100;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:e\d{1,2})?/y;
const NAME = /[a-z][a-z0-9_]*/y;
const SPACE = /\s*/y;

/** The value of a name; undefined for one that means nothing. */
export type ValueOf = (name: string) => number | undefined;

/**
 * Value of an expression of numbers, names, + - * / ^ and brackets by the usual precedence.
 *
 * @param valueOf asked for each name as often as it stands there; without it no name means anything
 * @returns null when the text is no expression, a name means nothing or the value is not finite
 */
export function evaluate(text: string, valueOf: ValueOf = () => undefined): number | null {
  let at = 0;
  let depth = 0;
  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  }
  function peek(): string | undefined {
    match(SPACE);
    return text[at];
  }
  function deeper(read: () => number): number {
    depth += 1;
    const value = depth > MAX_DEPTH ? NaN : read();
    depth -= 1;
    return value;
  }
  function readSum(): number {
    let value = readProduct();
    for (let sign = peek(); sign === "+" || sign === "-"; sign = peek()) {
      at += 1;
      value += sign === "+" ? readProduct() : -readProduct();
    }
    return value;
  }
  function readProduct(): number {
    let value = readPower();
    for (let sign = peek(); sign === "*" || sign === "/"; sign = peek()) {
      at += 1;
      value = sign === "*" ? value * readPower() : value / readPower();
    }
    return value;
  }
  function readPower(): number {
    const base = readAtom();
    if (peek() !== "^") return base;
    at += 1;
    return base ** deeper(readPower);
  }
  function readAtom(): number {
    const next = peek();
    if (next === "-") {
      at += 1;
      return -deeper(readAtom);
    }
    if (next === "(") {
      at += 1;
      const value = deeper(readSum);
      return peek() === ")" ? ((at += 1), value) : NaN;
    }
    const digits = match(NUMBER);
    if (digits !== undefined) return Number(digits);
    const name = match(NAME);
    return (name === undefined ? undefined : valueOf(name)) ?? NaN;
  }
  const value = readSum();
  return peek() === undefined && Number.isFinite(value) ? value : null;
}

const COMPARISONS = ["<=", ">=", "<", ">", "=="] as const;

/** Two values and what is claimed of them. `share` is the difference that `close` allows. */
export type Claim =
  | { sign: (typeof COMPARISONS)[number]; left: string; right: string }
  | { sign: "close"; left: string; right: string; share: number };

const COMPARISON = /^([^<>=]+)(<=|>=|==|<|>)([^<>=]+)$/;
const CLOSE = /^\s*close\s*\(([^,]+),([^,]+),\s*(0?\.\d+)\s*\)\s*$/;

/** `a * b <= c` or `close(a, b, 0.05)` taken apart; null for anything else. */
export function readClaim(text: string): Claim | null {
  const close = CLOSE.exec(text);
  if (close) {
    const [, left = "", right = "", share] = close;
    return { sign: "close", left, right, share: Number(share) };
  }
  const [, left = "", found, right = ""] = COMPARISON.exec(text) ?? [];
  const sign = COMPARISONS.find((one) => one === found);
  return sign ? { sign, left, right } : null;
}

/** Doubles of equal sums differ in the last bits. */
const SAME = 1e-9;

/** Whether the claim is true of two values. `close` takes the share of the right one. */
export function isTrue(claim: Claim, left: number, right: number): boolean {
  const slip = SAME * Math.max(Math.abs(left), Math.abs(right));
  switch (claim.sign) {
    case "close":
      return Math.abs(left - right) <= claim.share * Math.abs(right) + slip;
    case "==":
      return Math.abs(left - right) <= slip;
    case "<=":
      return left <= right + slip;
    case ">=":
      return left >= right - slip;
    case "<":
      return left < right - slip;
    case ">":
      return left > right + slip;
  }
}
