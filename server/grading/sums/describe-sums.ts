import type { Sum } from "./find-sums";
import { writeNumber } from "./write-amount";

const MAX_CHARS = 160;

/** For a judge, a line a sum: "`197 KB × 300K = 59 GB`: computes to 59.1 GB, holds". */
export function describeSums(sums: readonly Sum[]): string[] {
  return sums.map((sum) => {
    const told = `${quote(sum)}: computes to ${sum.computedText}`;
    return sum.holds
      ? `${told}, holds`
      : `${told}; stated ${oneLine(sum.stated)} is ${describeOff(sum)}`;
  });
}

/** For the person whose sums they are: only those that are wrong, as a sentence each. */
export function describeWrongSums(sums: readonly Sum[]): string[] {
  return sums
    .filter(({ holds }) => !holds)
    .map(
      (sum) =>
        `Check ${quote(sum)}: it comes to ${sum.computedText}, so ${oneLine(sum.stated)} is ${describeOff(sum)}.`,
    );
}

/** "10 times too much", "23% too little". */
function describeOff({ offBy }: Sum): string {
  const word = offBy > 1 ? "too much" : "too little";
  const times = offBy > 1 ? offBy : 1 / offBy;
  if (times >= 2) return `${writeNumber(Number(times.toPrecision(2)))} times ${word}`;
  return `${Math.round(Math.abs(offBy - 1) * 100)}% ${word}`;
}

function quote({ text }: Sum): string {
  return `\`${oneLine(text)}\``;
}

function oneLine(text: string): string {
  const line = text
    .replace(/`|\*\*/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > MAX_CHARS ? `${line.slice(0, MAX_CHARS - 1)}…` : line;
}
