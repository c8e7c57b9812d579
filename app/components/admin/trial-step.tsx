import type { JudgeTest } from "#server/settings/get-judge-test";
import { Spinner } from "~/components/ui/spinner";
import { formatDuration } from "~/lib/report/format";
import { sayHowFar, sayStage } from "~/lib/trial-words";

/** What the model does with the small question now, how far it is and for how long it has been at it. */
export function TrialStep({ test }: { test: JudgeTest }) {
  const { step, elapsedMs } = test;
  const howFar = sayHowFar(step);
  return (
    <div className="flex gap-2">
      <span className="mt-1">
        <Spinner />
      </span>
      <div className="min-w-0">
        <p>{sayStage(step)}</p>
        {/* It changes each second: only the stage is read out. */}
        <p aria-live="off" className="text-ink-soft tabular-nums">
          {howFar !== null && `${howFar} `}
          {elapsedMs !== null && elapsedMs >= 1_000 && `${formatDuration(elapsedMs)} so far.`}
        </p>
      </div>
    </div>
  );
}
