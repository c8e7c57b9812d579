import { evaluate } from "../text/arithmetic";
import type { ContentIssue } from "./content-error";

/** `=` claims the digits shown; `≈` claims the order of things. Relative, on top of rounding. */
const TOLERANCE = { "=": 0.0005, "≈": 0.05 };

const SUM = /^[\d\s.,+\-−–×*÷/^()$]+[=≈][\d\s.,−-]+$/;

/**
 * Recomputes every sum of a solution: a code span on one line that holds nothing but numbers,
 * operators (+ − × ÷ / ^), brackets and one `=` or `≈`. The right side must be the rounded left side.
 *
 * @returns a fault for every sum that is wrong or can't be read
 */
export function checkSums(markdown: string, file: string): ContentIssue[] {
  return findSums(markdown).flatMap(({ line, span }) => {
    const message = findFault(span);
    return message === null ? [] : [{ file, line, field: "", message }];
  });
}

/** How many sums `checkSums` recomputes. */
export function countSums(markdown: string): number {
  return findSums(markdown).length;
}

/** What the sums of a text come to, as they state it; of those that are right. */
export function listResults(markdown: string): number[] {
  return findSums(markdown).flatMap(({ span }) => {
    const stated = evaluateWritten(span.split(/[=≈]/)[1] ?? "");
    return stated === null || findFault(span) !== null ? [] : [stated];
  });
}

function findSums(markdown: string): { line: number; span: string }[] {
  return markdown
    .split("\n")
    .flatMap((text, index) =>
      [...text.matchAll(/`([^`]+)`/g)].flatMap(([, span = ""]) =>
        SUM.test(span) ? [{ line: index + 1, span }] : [],
      ),
    );
}

function findFault(span: string): string | null {
  const sign = span.includes("≈") ? "≈" : "=";
  const [left = "", right = ""] = span.split(sign);
  const stated = evaluateWritten(right);
  const computed = evaluateWritten(left);
  if (stated === null || computed === null) return `can't read the sum ${span}`;
  const decimals = /\.(\d+)\s*$/.exec(right)?.[1]?.length ?? 0;
  const rounding = 0.5 * 10 ** -decimals * (1 + 1e-9);
  const allowed = Math.max(rounding, TOLERANCE[sign] * Math.abs(stated));
  if (Math.abs(computed - stated) <= allowed) return null;
  return `${span.trim()}, but it is ${Number(computed.toPrecision(6))}`;
}

/** As written for people: thousands separators, typographic signs, dollars. */
function evaluateWritten(text: string): number | null {
  const plain = text.replace(/[−–]/g, "-").replace(/×/g, "*").replace(/÷/g, "/");
  return evaluate(plain.replace(/[\s$]/g, "").replace(/(?<=\d),/g, ""));
}
