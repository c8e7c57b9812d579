import type { Result } from "#domain/grading/result";
import { formatPoints } from "~/lib/report/format";
import { UNREADABLE_WORDS, sayRange } from "~/lib/report/result-words";

/** A result at the end of a row. A grade's figure is the strongest thing there, an estimate's isn't. */
export function ResultFigure({ result }: { result: Result }) {
  switch (result.kind) {
    case "grade":
      return (
        <>
          <strong className="text-ink text-2xl tabular-nums">{formatPoints(result.total)}</strong>{" "}
          of 100
        </>
      );
    case "estimate":
      return (
        <>
          estimate{" "}
          <span className="text-xl whitespace-nowrap tabular-nums">{sayRange(result)}</span>
        </>
      );
    case "unreadable":
      return UNREADABLE_WORDS;
  }
}
