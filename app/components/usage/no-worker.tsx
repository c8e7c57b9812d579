import type { Workers } from "#server/grades/get-workers";
import { Callout } from "~/components/ui/callout";
import { Spinner } from "~/components/ui/spinner";
import { formatSpan } from "~/lib/format-age";

/** For staff: that nothing is graded, and since when. Nothing where a worker answers. */
export function NoWorker(props: { workers: Workers; className?: string }) {
  const { alive, silentForS } = props.workers;
  if (alive > 0) return null;
  return (
    <Callout
      tone="danger"
      role="status"
      className={props.className}
      title={
        silentForS === null
          ? "No worker has answered yet."
          : `No worker has answered for ${formatSpan(silentForS * 1000)}.`
      }
    >
      <p>
        Workers grade answers and ask the model; without one, everything waits and nothing is lost.
        Start one with <code>npm run worker</code>, or see in its log why it ended.
      </p>
    </Callout>
  );
}

/** In place of what a worker has yet to begin. */
export function WaitingForWorker({ workers }: { workers: Workers }) {
  if (workers.alive === 0) return <NoWorker workers={workers} />;
  return (
    <p className="flex items-center gap-2">
      <Spinner /> Waiting for a worker …
    </p>
  );
}
