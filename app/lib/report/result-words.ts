import type { Result } from "#domain/grading/result";
import { formatTotal } from "./format";

/** What stands instead of a figure where an answer is strings of terms. */
export const UNREADABLE_WORDS = "Couldn’t be read as an answer";

/** In a list, of a total whose level is held below senior. */
export const HELD_WORDS = "held at mid";

/** "43–73". */
export function sayRange({ low, high }: { low: number; high: number }): string {
  return `${low}–${high}`;
}

/** For a cell of a list: "62 of 100", "78 of 100, held at mid", "Estimate 43–73". */
export function sayResult(result: Result): string {
  switch (result.kind) {
    case "grade":
      return `${formatTotal(result.total)} of 100${result.heldBy ? `, ${HELD_WORDS}` : ""}`;
    case "estimate":
      return `Estimate ${sayRange(result)}`;
    case "unreadable":
      return UNREADABLE_WORDS;
  }
}

/** Next to a reviewed score, what the judge alone came to: "the judge gave 62". */
export function sayJudged(judged: Result): string {
  switch (judged.kind) {
    case "grade":
      return `the judge gave ${formatTotal(judged.total)}`;
    case "estimate":
      return `the estimate was ${sayRange(judged)}`;
    case "unreadable":
      return "there was no estimate";
  }
}
