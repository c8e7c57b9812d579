import { Callout } from "~/components/ui/callout";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";

/** Most gradings end sooner. */
const REFRESH_MS = 20_000;

/**
 * Says to people who wait for a grade that nothing is graded at the moment. The stream tells of what a
 * worker does, and not that there is none, so the page looks again while they wait.
 */
export function GraderAway(props: { hasWorker: boolean; isWaiting: boolean; className?: string }) {
  useQuietRefresh(props.isWaiting, REFRESH_MS);
  if (props.hasWorker || !props.isWaiting) return null;
  return (
    <Callout
      tone="warn"
      role="status"
      title="Nothing is being graded right now"
      className={props.className}
    >
      <p>
        The part of this server that grades isn’t running. Your answer is handed in and kept, and
        will be graded as soon as it runs again.
      </p>
    </Callout>
  );
}
