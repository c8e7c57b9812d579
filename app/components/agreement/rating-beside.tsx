import { SECTION_TITLES } from "#domain/problems/scale";
import type { Result } from "#domain/grading/result";
import type { JudgeBeside, RatedCriterion, Rating } from "#server/reviews/get-rating";
import type { Verdict } from "#domain/grading/verdicts";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { formatTotal } from "~/lib/report/format";
import { HELD_WORDS } from "~/lib/report/result-words";
import { VerdictMark } from "../report/verdict-mark";

/** A finished rating and the judge's marks, criterion by criterion. */
export function RatingBeside(props: {
  attemptId: string;
  criteria: RatedCriterion[];
  marks: Rating["marks"];
  judge: JudgeBeside;
}) {
  const { criteria, marks, judge } = props;
  const compared = criteria.filter(({ id }) => isComparable(judge.verdicts[id]?.verdict));
  const same = compared.filter(({ id }) => judge.verdicts[id]?.verdict === marks[id]);
  return (
    <Section title="Your marks and the judge’s">
      <p className="max-w-prose">
        You agree on <strong>{same.length}</strong> of {compared.length} criteria. By your marks the
        answer scores{" "}
        <strong>{judge.personTotal === null ? "–" : formatTotal(judge.personTotal)}</strong> of 100.{" "}
        <JudgeStands result={judge.result} />{" "}
        <TextLink to={`/attempts/${props.attemptId}/report`}>Open the report</TextLink>
      </p>
      <p className="text-ink-soft mt-1">
        Judged by {judge.model}
        {judge.isEstimate && ", an estimate without a model"}.
      </p>
      <ul className="border-line mt-5 border-b">
        {criteria.map((criterion) => (
          <BesideRow
            key={criterion.id}
            criterion={criterion}
            mark={marks[criterion.id]}
            judged={judge.verdicts[criterion.id]}
            isEstimate={judge.isEstimate}
          />
        ))}
      </ul>
    </Section>
  );
}

function JudgeStands({ result }: { result: Result }) {
  switch (result.kind) {
    case "grade":
      return (
        <>
          By the judge’s it scores <strong>{formatTotal(result.total)}</strong>
          {result.heldBy && `, ${HELD_WORDS}`}.
        </>
      );
    case "estimate":
      return `The estimate is ${result.low} to ${result.high}.`;
    case "unreadable":
      return "The estimate couldn’t read it as an answer.";
  }
}

function isComparable(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict !== "cannot_assess";
}

function BesideRow(props: {
  criterion: RatedCriterion;
  mark: Verdict | undefined;
  judged: JudgeBeside["verdicts"][string] | undefined;
  isEstimate: boolean;
}) {
  const { criterion, mark, judged, isEstimate } = props;
  const differs = isComparable(judged?.verdict) && judged?.verdict !== mark;
  return (
    <li className="border-line grid gap-x-6 gap-y-1 border-t py-3 sm:grid-cols-[minmax(0,1fr)_8rem_8rem]">
      <div className="min-w-0">
        <p className={differs ? "font-semibold" : undefined}>{criterion.text}</p>
        <p className="text-ink-soft text-small">
          {SECTION_TITLES[criterion.section]}
          {differs && " · you differ"}
        </p>
        {differs && !isEstimate && judged?.reasoning !== "" && (
          <p className="text-ink-soft text-small mt-1 wrap-anywhere">
            The judge: {judged?.reasoning}
          </p>
        )}
      </div>
      <p>
        <span className="text-ink-soft text-small block">You</span>
        {mark === undefined ? "–" : <VerdictMark verdict={mark} />}
      </p>
      <p>
        <span className="text-ink-soft text-small block">{isEstimate ? "Estimate" : "Judge"}</span>
        {judged === undefined ? (
          "–"
        ) : (
          <VerdictMark verdict={judged.verdict} isEstimate={isEstimate} />
        )}
      </p>
    </li>
  );
}
