import type { CheckedJudge } from "#server/settings/list-judge-checks";
import type { Figure } from "#server/reviews/agreement/figures";
import { sayInterval, sayValue } from "~/components/agreement/figure-words";
import { Badge } from "~/components/ui/badge";
import { LocalTime } from "~/components/ui/local-time";
import { listFigures } from "~/lib/check-words";

export type JudgesHere = {
  checked: CheckedJudge[];
  /** Kappa with people's blind ratings, by model. */
  people: { model: string; kappa: Figure }[];
};

/** How well this server's judges find what was planted, and agree with its reviewers. */
export function CheckedJudges({ judges }: { judges: JudgesHere | null }) {
  return (
    <>
      <h2 id="checked">How well they judge</h2>
      <p>
        An administrator can have a model checked. It then grades answers to four problems in which
        criteria were met, half met, only named, contradicted, left out or reckoned wrongly{" "}
        <strong>on purpose</strong>, through the same questions and the same look-up of quotes as
        yours. Ten times somebody also tries to talk it round. Balanced accuracy is how often it
        tells met from not met, with both weighing the same. Where even the upper end of its range
        is below 80 %, the model is found wanting, and every grade it gave says so. The offline
        judge isn’t checked: it estimates.
      </p>
      {judges === null ? (
        <p>Sign in to see how the judges of this server did.</p>
      ) : (
        <Judges {...judges} />
      )}
    </>
  );
}

function Judges({ checked, people }: JudgesHere) {
  const unchecked = people.filter(({ model }) => !checked.some((judge) => judge.model === model));
  if (checked.length === 0 && unchecked.length === 0) {
    return <p>No judge of this server has been checked yet.</p>;
  }
  return (
    <div className="space-y-8 font-sans text-base">
      {checked.map((judge) => (
        <Judge
          key={`${judge.model} ${judge.mode} ${judge.promptVersion}`}
          judge={judge}
          kappa={people.find(({ model }) => model === judge.model)?.kappa ?? null}
        />
      ))}
      {unchecked.map(({ model, kappa }) => (
        <section key={model} aria-label={model}>
          <h3 className="font-semibold wrap-anywhere">{model}</h3>
          <p className="text-ink-soft">Not checked.</p>
          <People kappa={kappa} />
        </section>
      ))}
    </div>
  );
}

function Judge({ judge, kappa }: { judge: CheckedJudge; kappa: Figure | null }) {
  const { figures, model } = judge;
  return (
    <section aria-label={model}>
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-semibold wrap-anywhere">
        {model}
        {figures.isWanting && <Badge tone="danger">found wanting</Badge>}
      </h3>
      <p className="text-ink-soft mb-2">
        {judge.mode} mode, version {judge.promptVersion} of the prompts,{" "}
        <LocalTime iso={judge.at} detail="date" />; {figures.answers.graded} of {figures.answers.of}{" "}
        answers graded.
      </p>
      <dl className="border-line grid grid-cols-2 gap-x-6 gap-y-3 border-t pt-3 tabular-nums sm:grid-cols-3">
        {listFigures(figures).map(({ name, value, interval }) => (
          <div key={name}>
            <dt className="text-ink-soft text-[0.9375rem]">{name}</dt>
            <dd>
              <span className="font-semibold">{value}</span>
              {interval !== null && (
                <span className="text-ink-soft block text-[0.9375rem]">{interval}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <People kappa={kappa} />
    </section>
  );
}

/** Against the blind ratings of this server's reviewers. */
function People({ kappa }: { kappa: Figure | null }) {
  if (kappa === null || kappa.isTooFew) {
    return (
      <p className="text-ink-soft mt-2">
        With reviewers: too few blind ratings to say how far they agree.
      </p>
    );
  }
  const interval = sayInterval(kappa, 2);
  return (
    <p className="mt-2">
      With reviewers: kappa <strong>{sayValue(kappa, 2)}</strong>
      {interval !== null && ` (${interval})`} over {kappa.attempts} attempts rated blindly; 1 is
      always the same verdict, 0 what chance would give.
    </p>
  );
}
