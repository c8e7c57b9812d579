import { Badge } from "~/components/ui/badge";
import { LocalTime } from "~/components/ui/local-time";
import type { JudgeHere } from "~/lib/view-judges";

/** How well this server's judges find what was planted, and agree with its reviewers. */
export function CheckedJudges({ judges }: { judges: JudgeHere[] | null }) {
  return (
    <>
      <h2 id="checked">How well they judge</h2>
      <p>
        An admin can have a model checked. It then grades answers to four problems in which criteria
        were met, half met, only named, contradicted, left out or miscalculated{" "}
        <strong>on purpose</strong>, with the same questions and the same quote check as yours. Ten
        of the answers also try to talk it into more points. Balanced accuracy is how often it tells
        met from not met, with both weighted equally. If even the upper end of its range is below
        80%, the model fails the check, and every grade it gave with those prompts says so. When the
        prompts change, an older check says nothing about new grades, and is marked. The offline
        judge isn’t checked: it estimates.
      </p>
      {judges === null && <p>Sign in to see how this server’s judges did.</p>}
      {judges?.length === 0 && <p>No judge on this server has been checked yet.</p>}
      <div className="space-y-8 font-sans text-base">
        {judges?.map((judge) => (
          <Judge key={`${judge.model} ${judge.check?.how}`} judge={judge} />
        ))}
      </div>
    </>
  );
}

function Judge({ judge: { model, check, reviewers } }: { judge: JudgeHere }) {
  return (
    <section aria-label={model}>
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-semibold wrap-anywhere">
        {model}
        {check?.isWanting && <Badge tone="danger">failed the check</Badge>}
        {check?.isCurrent === false && <Badge tone="warn">not checked with these prompts</Badge>}
      </h3>
      {check === null ? (
        <p className="text-ink-soft">Not checked.</p>
      ) : (
        <>
          <p className="text-ink-soft mb-2">
            {check.how}, <LocalTime iso={check.at} detail="date" />; {check.graded}.
          </p>
          <dl className="border-line grid grid-cols-2 gap-x-6 gap-y-3 border-t pt-3 tabular-nums sm:grid-cols-3">
            {check.figures.map(({ name, value, interval }) => (
              <div key={name}>
                <dt className="text-ink-soft text-small">{name}</dt>
                <dd>
                  <span className="font-semibold">{value}</span>
                  {interval !== null && (
                    <span className="text-ink-soft text-small block">{interval}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className="mt-2">
        {reviewers === null
          ? "With reviewers: too few blind ratings to measure agreement."
          : `With reviewers: kappa ${reviewers.kappa}${reviewers.interval === null ? "" : ` (${reviewers.interval})`} over ${reviewers.attempts} blind-rated attempts; 1 = perfect agreement, 0 = chance.`}
      </p>
    </section>
  );
}
