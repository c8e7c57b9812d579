import type { CriterionRow, Disagreement } from "#server/reviews/agreement/measure-criteria";
import { TextLink } from "~/components/ui/text-link";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { sayAttempts, sayInterval, sayValue } from "~/lib/figure-words";
import { IntervalLine, IntervalScale } from "./interval-line";

/** Criteria, least agreement first: a dot and its interval, and where people and judge differ. */
export function CriteriaList(props: { criteria: CriterionRow[]; hasProblem: boolean }) {
  return (
    <>
      <div className="hidden grid-cols-[minmax(0,1fr)_14rem_11rem] gap-x-6 sm:grid">
        <span />
        <IntervalScale />
      </div>
      <ol className="border-line border-b">
        {props.criteria.map((row) => (
          <li
            key={`${row.slug} ${row.criterionId}`}
            className="border-line grid gap-x-6 gap-y-1 border-t py-3 sm:grid-cols-[minmax(0,1fr)_14rem_11rem]"
          >
            <div className="min-w-0">
              <h3 className="font-semibold">{row.text}</h3>
              {!props.hasProblem && <p className="text-ink-soft text-small">{row.title}</p>}
              <Differing row={row} />
            </div>
            <IntervalLine figure={row.kappa} />
            <p className="tabular-nums">
              <span className="sr-only">Kappa </span>
              <span className={row.kappa.value === null ? "text-ink-soft" : "font-semibold"}>
                {sayValue(row.kappa, 2)}
              </span>
              <span className="text-ink-soft text-small block">{sayInterval(row.kappa, 2)}</span>
              <span className="text-ink-soft text-small block">
                {sayAttempts(row.kappa.attempts)}
                {row.same !== null && `, ${Math.round(row.same * 100)}% same`}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Differing({ row }: { row: CriterionRow }) {
  if (row.disagreementCount === 0) return null;
  const rest = row.disagreementCount - row.disagreements.length;
  return (
    <details className="text-small">
      <summary className="text-ink-soft w-fit rounded-sm">
        {row.disagreementCount === 1
          ? "One verdict differs"
          : `${row.disagreementCount} verdicts differ`}
      </summary>
      <ul className="mt-1 space-y-1 pl-4">
        {row.disagreements.map((one, index) => (
          <li key={index}>
            <TextLink to={`/review/${one.attemptId}`}>{sayDifference(one)}</TextLink>
          </li>
        ))}
        {rest > 0 && <li className="text-ink-soft">and {rest} more</li>}
      </ul>
    </details>
  );
}

function sayDifference({ person, judge }: Disagreement): string {
  return `Person: ${VERDICT_WORDS[person].toLowerCase()}; judge: ${VERDICT_WORDS[judge].toLowerCase()}`;
}
