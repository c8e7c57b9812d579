import type { GradingQueueState } from "#server/grades/get-queue";
import { Callout } from "~/components/ui/callout";
import { formatCount } from "~/lib/report/format";

/** Jobs on the queue itself, beside the gradings that it delivers. */
export function QueueCounts({ queue }: { queue: GradingQueueState }) {
  const { counts } = queue;
  if (counts === null) {
    return (
      <Callout tone="warn" title="The queue can’t be reached.">
        <p>
          Everything handed in is kept: the rows below come from the database. They are queued again
          automatically once the queue is back.
        </p>
      </Callout>
    );
  }
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      <Count name={queue.workers.alive === 1 ? "worker" : "workers"} count={queue.workers.alive} />
      <Count name="queued" count={counts.waiting} />
      <Count name="being graded" count={counts.active} />
      <Count name="retrying" count={counts.delayed} />
      <Count
        name="need attention"
        count={queue.attention.reduce((sum, kind) => sum + kind.count, 0)}
      />
    </dl>
  );
}

function Count(props: { name: string; count: number }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-ink-soft">{props.name}</dt>
      <dd className="text-2xl font-bold tabular-nums">{formatCount(props.count)}</dd>
    </div>
  );
}
