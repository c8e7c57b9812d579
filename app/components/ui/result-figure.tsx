import type { Result } from "#domain/grading/result";
import { formatTotal } from "~/lib/report/format";
import { UNREADABLE_WORDS, sayJudged, sayRange } from "~/lib/report/result-words";
import { HeldMark } from "./held-mark";

/**
 * A result at the end of a row. A grade's figure is the strongest thing there, an estimate's isn't.
 * `judged`: what the judge alone came to, where people made another score.
 */
export function ResultFigure(props: { result: Result; judged?: Result | null }) {
  const { result, judged = null } = props;
  return (
    <>
      <Figure result={result} />
      {judged !== null && (
        <span className="text-ink-soft text-small block">reviewed; {sayJudged(judged)}</span>
      )}
    </>
  );
}

function Figure({ result }: { result: Result }) {
  switch (result.kind) {
    case "grade":
      return (
        <>
          <strong className="text-ink text-2xl tabular-nums">{formatTotal(result.total)}</strong> of
          100
          <HeldMark heldBy={result.heldBy} />
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
