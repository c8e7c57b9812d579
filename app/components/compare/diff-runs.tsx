import { countWords } from "#domain/attempts/answer.schema";
import type { TextRun } from "#server/text/word-diff";

/** Of a longer stretch that stayed, only its ends are shown. Characters. */
const LONG = 420;
const END = 140;

/**
 * Words that went and came among those that stayed: struck out and underlined, each in its ink, and
 * named for screen readers.
 */
export function DiffRuns(props: { runs: readonly TextRun[]; isFolded?: boolean }) {
  const { runs, isFolded = false } = props;
  return (
    <div className="font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
      {runs.map((run, index) => {
        const place = { isFirst: index === 0, isLast: index === runs.length - 1 };
        return isFolded && run.kind === "same" && run.text.length > LONG ? (
          <Folded key={index} text={run.text} {...place} />
        ) : (
          <Run key={index} run={run} />
        );
      })}
    </div>
  );
}

function Run({ run }: { run: TextRun }) {
  switch (run.kind) {
    case "same":
      return <span>{run.text}</span>;
    case "old":
      return (
        <del className="bg-mark-soft decoration-mark decoration-2">
          <span className="sr-only">removed: </span>
          {run.text}
          <span className="sr-only"> end of removed. </span>
        </del>
      );
    case "new":
      return (
        <ins className="bg-ok-soft decoration-met decoration-2 underline-offset-3 [del+&]:ml-1">
          <span className="sr-only">added: </span>
          {run.text}
          <span className="sr-only"> end of added. </span>
        </ins>
      );
  }
}

/** What stayed: its ends next to the changes, and the rest to be opened. */
function Folded(props: { text: string; isFirst: boolean; isLast: boolean }) {
  const { text, isFirst, isLast } = props;
  const from = isFirst ? 0 : cutAtBlank(text, END);
  const to = isLast ? text.length : cutAtBlank(text, text.length - END);
  const middle = text.slice(from, to).trim();
  return (
    <>
      {text.slice(0, from).trimEnd()}
      <details className="my-2">
        <summary className="text-ink-soft text-small w-fit rounded-sm font-sans">
          {countWords(middle)} words unchanged
        </summary>
        <div className="mt-2">{middle}</div>
      </details>
      {text.slice(to).trimStart()}
    </>
  );
}

/** The next place between two words. */
function cutAtBlank(text: string, at: number): number {
  const blank = text.slice(at).search(/\s/u);
  return blank === -1 ? at : at + blank;
}
