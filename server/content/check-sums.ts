import type { ContentIssue } from "./content-error";

/** `=` claims the digits shown; `≈` claims the order of things. Relative, on top of rounding. */
const TOLERANCE = { "=": 0.0005, "≈": 0.05 };
const NUMBER = /\d[\d,]*(?:\.\d+)?|\.\d+/y;

/**
 * Recomputes every sum of a solution: a code span on one line that holds nothing but numbers,
 * operators (+ − × ÷ / ^), brackets and one `=` or `≈`. The right side must be the rounded left side.
 *
 * @returns a fault for every sum that is wrong or can't be read
 */
export function checkSums(markdown: string, file: string): ContentIssue[] {
  return markdown.split("\n").flatMap((line, index) =>
    [...line.matchAll(/`([^`]+)`/g)].flatMap(([, span = ""]) => {
      if (!/^[\d\s.,+\-−–×*÷/^()$]+[=≈][\d\s.,−-]+$/.test(span)) return [];
      const message = findFault(span);
      return message === null ? [] : [{ file, line: index + 1, field: "", message }];
    }),
  );
}

function findFault(span: string): string | null {
  const sign = span.includes("≈") ? "≈" : "=";
  const [left = "", right = ""] = span.split(sign);
  const stated = evaluate(right);
  const computed = evaluate(left);
  if (stated === null || computed === null) return `can't read the sum ${span}`;
  const decimals = /\.(\d+)\s*$/.exec(right)?.[1]?.length ?? 0;
  const rounding = 0.5 * 10 ** -decimals * (1 + 1e-9);
  const allowed = Math.max(rounding, TOLERANCE[sign] * Math.abs(stated));
  if (Math.abs(computed - stated) <= allowed) return null;
  return `${span.trim()}, but it is ${Number(computed.toPrecision(6))}`;
}

/** Value of an expression by the usual precedence; null when it is none. */
function evaluate(text: string): number | null {
  const source = text.replace(/[−–]/g, "-").replace(/[×*]/g, "*").replace(/÷/g, "/");
  const input = source.replace(/[\s$]/g, "");
  let at = 0;
  function readSum(): number {
    let value = readProduct();
    while (input[at] === "+" || input[at] === "-") {
      value += input[at++] === "+" ? readProduct() : -readProduct();
    }
    return value;
  }
  function readProduct(): number {
    let value = readPower();
    while (input[at] === "*" || input[at] === "/") {
      value = input[at++] === "*" ? value * readPower() : value / readPower();
    }
    return value;
  }
  function readPower(): number {
    const base = readAtom();
    if (input[at] !== "^") return base;
    at += 1;
    return base ** readPower();
  }
  function readAtom(): number {
    if (input[at] === "-") {
      at += 1;
      return -readAtom();
    }
    if (input[at] === "(") {
      at += 1;
      const value = readSum();
      return input[at++] === ")" ? value : NaN;
    }
    NUMBER.lastIndex = at;
    const digits = NUMBER.exec(input)?.[0];
    if (digits === undefined) return NaN;
    at += digits.length;
    return Number(digits.replace(/,/g, ""));
  }
  const value = readSum();
  return at === input.length && Number.isFinite(value) ? value : null;
}
