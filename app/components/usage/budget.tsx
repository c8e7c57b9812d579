import type { CallFigures } from "#server/usage/get-judge-usage";
import { formatCost } from "~/lib/report/format";
import { sayCalls, sayCost } from "~/lib/usage-words";

/** Today's spending against the bound of a day, where one is set: all that counts into it. */
export function Budget(props: {
  today: CallFigures;
  /** Dry runs, candidates' questions and an admin's questions to the judge among it. */
  spentUsd: number;
  maxUsdPerDay: number | null;
}) {
  const { today, spentUsd, maxUsdPerDay } = props;
  if (maxUsdPerDay === null) {
    return (
      <p>
        Today: {sayCost(today)}. <span className="text-ink-soft">No bound for a day is set.</span>
      </p>
    );
  }
  return (
    <div className="max-w-xl">
      <p>
        Today: {spentUsd === 0 ? sayCost(today) : formatCost(spentUsd)} of{" "}
        {formatCost(maxUsdPerDay)}, dry runs, candidates’ questions and questions to the judge
        included
        {spentUsd >= maxUsdPerDay &&
          ". Used up: gradings wait until tomorrow, in UTC, and questions are answered by the list"}
        .
      </p>
      <svg aria-hidden className="mt-2 h-4 w-full overflow-visible">
        <line x1="0" x2="100%" y1="8" y2="8" className="stroke-line-strong" />
        {[0, 100].map((end) => (
          <line
            key={end}
            x1={`${end}%`}
            x2={`${end}%`}
            y1="3"
            y2="13"
            className="stroke-line-strong"
          />
        ))}
        <line
          x1="0"
          x2={`${Math.min(100, (spentUsd / maxUsdPerDay) * 100)}%`}
          y1="8"
          y2="8"
          strokeWidth="4"
          className="stroke-mark"
        />
      </svg>
      {today.unpricedCalls > 0 && (
        <p className="text-ink-soft mt-1">
          {sayCalls(today.unpricedCalls)} of unknown price{" "}
          {today.unpricedCalls === 1 ? "is" : "are"} not in this: the bound does not hold{" "}
          {today.unpricedCalls === 1 ? "it" : "them"}.
        </p>
      )}
    </div>
  );
}
