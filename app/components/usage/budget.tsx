import { Fragment } from "react";
import type { CallPurpose } from "#server/db/tables/grades";
import type { CallFigures } from "#server/usage/get-judge-usage";
import { formatCost } from "~/lib/report/format";
import { sayCalls, sayCost, sayPurpose } from "~/lib/usage-words";

/** Today's spending against the bound of a day, where one is set: all that counts into it. */
export function Budget(props: {
  today: CallFigures;
  /** All that counts: gradings, dry runs, candidates' questions, trials and checks. */
  spentUsd: number;
  /** What it went to, dearest first. */
  kinds: (CallFigures & { purpose: CallPurpose })[];
  maxUsdPerDay: number | null;
}) {
  const { today, spentUsd, kinds, maxUsdPerDay } = props;
  if (maxUsdPerDay === null) {
    return (
      <>
        <p>
          Today: {sayCost(today)}. <span className="text-ink-soft">No daily limit is set.</span>
        </p>
        <Kinds kinds={kinds} />
      </>
    );
  }
  return (
    <div className="max-w-xl">
      <p>
        Today: {spentUsd === 0 ? sayCost(today) : formatCost(spentUsd)} of{" "}
        {formatCost(maxUsdPerDay)}
        {spentUsd >= maxUsdPerDay &&
          ". Used up: gradings wait until tomorrow (UTC), and questions are answered from the list"}
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
          {today.unpricedCalls === 1 ? "is" : "are"} not included: the limit does not apply to{" "}
          {today.unpricedCalls === 1 ? "it" : "them"}.
        </p>
      )}
      <Kinds kinds={kinds} />
    </div>
  );
}

function Kinds({ kinds }: { kinds: (CallFigures & { purpose: CallPurpose })[] }) {
  if (kinds.length === 0) return null;
  return (
    <dl className="text-ink-soft mt-3 grid max-w-xl grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 tabular-nums">
      {kinds.map(({ purpose, ...figures }) => (
        <Fragment key={purpose}>
          <dt>{sayPurpose(purpose)}</dt>
          <dd className="text-right">{sayCost(figures)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
