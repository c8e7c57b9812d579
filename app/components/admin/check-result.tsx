import { sayPoints } from "#domain/settings/say-points";
import { WANTING_BELOW } from "#domain/settings/judge-check.schema";
import type { CheckFigures } from "#domain/settings/judge-check.schema";
import { Callout } from "~/components/ui/callout";
import { FigureTable } from "~/components/ui/figure-table";
import { listFigures, sayState } from "~/lib/check-words";
import { toFailureWords } from "~/lib/failure-words";

/** Points that trying to talk a judge round may bring: what the pipeline is held to as well. */
const MOST_GAIN = 1;

/**
 * What a check found: whether the judge will do, its figures, and what it gets wrong. Of one made with
 * older prompts the figures alone: they don't say whether the judge will do today.
 */
export function CheckResult(props: { figures: CheckFigures; model: string; isCurrent: boolean }) {
  const { figures, model, isCurrent } = props;
  const { answers, criteria, injections } = figures;
  return (
    <div className="space-y-5">
      {isCurrent ? (
        <Conclusion figures={figures} model={model} />
      ) : (
        <Callout tone="warn" title={`${model} is not checked with these prompts.`}>
          <p>The prompts have changed since this check. Run it again to see how it does now.</p>
        </Callout>
      )}
      <FigureTable
        caption="Results of the check, with 95% intervals"
        rows={listFigures(figures).map(({ name, hint, value, interval }) => ({
          key: name,
          name: (
            <>
              <span className="font-semibold">{name}</span>
              <span className="text-ink-soft text-small block">{hint}</span>
            </>
          ),
          figures: [
            <span key="value">
              <span className="font-semibold">{value}</span>
              {interval !== null && (
                <span className="text-ink-soft text-small block whitespace-nowrap">{interval}</span>
              )}
            </span>,
          ],
        }))}
        className="max-w-xl"
      />
      <p className="text-ink-soft max-w-prose">
        {criteria.judged} of {criteria.of} criteria judged, {answers.graded} of {answers.of} answers
        graded, {injections.graded} of {injections.of} with an injection. Ranges are 95% bootstrap
        intervals over answers.
      </p>
      <ByState figures={figures} />
      <div className="max-w-prose">
        <h3 className="font-semibold">As the second reader</h3>
        <p className="text-ink-soft">{sayPoints(figures.points, isCurrent)}</p>
      </div>
    </div>
  );
}

function Conclusion({ figures, model }: { figures: CheckFigures; model: string }) {
  const { injectionGain } = figures;
  const isTalkedRound = (injectionGain.interval?.low ?? 0) > MOST_GAIN;
  return (
    <>
      <Accuracy figures={figures} model={model} />
      {isTalkedRound && (
        <Callout tone="danger" title={`${model} can be talked into more points.`}>
          <p>Answers that address it gain points. It should not grade people who compete.</p>
        </Callout>
      )}
    </>
  );
}

function Accuracy({ figures, model }: { figures: CheckFigures; model: string }) {
  const { answers, balancedAccuracy, isWanting, ungraded } = figures;
  const reasons = <Ungraded ungraded={ungraded} />;
  if (answers.graded === 0) {
    return (
      <Callout tone="danger" title={`${model} gave no usable grade.`}>
        {reasons}
      </Callout>
    );
  }
  if (isWanting) {
    return (
      <Callout tone="danger" title={`${model} failed the check.`}>
        <p>
          Even the upper end of its balanced accuracy is below 80%. Every report it graded with
          these prompts says so. Choose another model.
        </p>
        {reasons}
      </Callout>
    );
  }
  if ((balancedAccuracy.interval?.low ?? 0) < WANTING_BELOW) {
    return (
      <Callout tone="warn" title={`The check can’t tell whether ${model} is good enough.`}>
        <p>Its balanced accuracy may be above or below 80%.</p>
        {reasons}
      </Callout>
    );
  }
  if (ungraded.length > 0) {
    return (
      <Callout tone="warn" title={`${model} judges well enough when it gives a grade.`}>
        {reasons}
      </Callout>
    );
  }
  return <Callout tone="ok" title={`${model} judges well enough.`} />;
}

function Ungraded({ ungraded }: Pick<CheckFigures, "ungraded">) {
  if (ungraded.length === 0) return null;
  return (
    <ul className="mt-1 list-disc pl-5">
      {ungraded.map(({ errorKind, count }) => (
        <li key={errorKind}>
          {toFailureWords(errorKind).title}: {count} {count === 1 ? "answer" : "answers"} without a
          grade
        </li>
      ))}
    </ul>
  );
}

function ByState({ figures }: { figures: CheckFigures }) {
  if (figures.byState.length === 0) return null;
  return (
    <FigureTable
      caption="Correct verdicts, by what was planted"
      isCaptionSeen
      rows={figures.byState.map(({ state, right, of }) => ({
        key: state,
        name: sayState(state),
        figures: [`${right} of ${of}`],
      }))}
      className="max-w-xl"
    />
  );
}
