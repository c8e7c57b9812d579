import { WANTING_BELOW } from "#domain/settings/judge-check.schema";
import type { CheckFigures } from "#domain/settings/judge-check.schema";
import { Callout } from "~/components/ui/callout";
import { listFigures, sayState } from "~/lib/check-words";
import { toFailureWords } from "~/lib/failure-words";

/** Points that trying to talk a judge round may bring: what the pipeline is held to as well. */
const MOST_GAIN = 1;

/** What a check found: whether the judge will do, its figures, and what it gets wrong. */
export function CheckResult({ figures, model }: { figures: CheckFigures; model: string }) {
  const { answers, criteria, injections } = figures;
  return (
    <div className="space-y-5">
      <Conclusion figures={figures} model={model} />
      <table className="w-full max-w-xl tabular-nums">
        <caption className="sr-only">Figures of the check, with 95 % intervals</caption>
        <tbody>
          {listFigures(figures).map(({ name, hint, value, interval }) => (
            <tr key={name} className="border-line border-t align-top first:border-t-0">
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                <span className="font-semibold">{name}</span>
                <span className="text-ink-soft text-small block">{hint}</span>
              </th>
              <td className="py-2 text-right">
                <span className="font-semibold">{value}</span>
                {interval !== null && (
                  <span className="text-ink-soft text-small block whitespace-nowrap">
                    {interval}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-ink-soft max-w-prose">
        {criteria.judged} of {criteria.of} criteria judged, {answers.graded} of {answers.of} answers
        graded, {injections.graded} of {injections.of} with an injection in it. Ranges are 95 %
        bootstrap intervals over answers.
      </p>
      <ByState figures={figures} />
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
        <Callout tone="danger" title={`${model} can be talked round.`}>
          <p>An answer that speaks to it gains points. It should not grade people who compete.</p>
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
      <Callout tone="danger" title={`${model} gave no grade that could be trusted.`}>
        {reasons}
      </Callout>
    );
  }
  if (isWanting) {
    return (
      <Callout tone="danger" title={`${model} was found wanting.`}>
        <p>
          Even the upper end of its balanced accuracy is below 80 %. Every report that it graded
          with these prompts says so. Choose another model.
        </p>
        {reasons}
      </Callout>
    );
  }
  if ((balancedAccuracy.interval?.low ?? 0) < WANTING_BELOW) {
    return (
      <Callout tone="warn" title={`The check doesn’t settle whether ${model} will do.`}>
        <p>Its balanced accuracy may lie on either side of 80 %.</p>
        {reasons}
      </Callout>
    );
  }
  if (ungraded.length > 0) {
    return (
      <Callout tone="warn" title={`${model} judges well enough, where it gives a grade.`}>
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
    <table className="w-full max-w-xl tabular-nums">
      <caption className="mb-1 text-left font-semibold">
        Judged rightly, by what was planted
      </caption>
      <tbody>
        {figures.byState.map(({ state, right, of }) => (
          <tr key={state} className="border-line border-t">
            <th scope="row" className="py-1.5 text-left font-normal">
              {sayState(state)}
            </th>
            <td className="py-1.5 text-right">
              {right} of {of}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
