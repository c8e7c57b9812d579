import { BAND_WORDS } from "./band-words";
import type { DryRunResult, SideSummary, TriedAnswer } from "#domain/authoring/dry-run.schema";
import { readDescription } from "#domain/grading/judge-description";
import type { Verdict } from "#domain/grading/verdicts";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { Badge } from "~/components/ui/badge";
import { HeldMark } from "~/components/ui/held-mark";
import { formatCost, formatTotal } from "~/lib/report/format";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { listMoves } from "./list-moves";

const TOTALS = [
  { title: "Answer" },
  { title: "Band" },
  { title: "Published" },
  { title: "Draft" },
  { title: "Matches (published)" },
  { title: "Matches (draft)" },
];
const MOVES = [
  { title: "Criterion" },
  { title: "Answer" },
  { title: "Label" },
  { title: "Published" },
  { title: "Draft" },
  { title: "Better or worse", isTitleHidden: true },
];

const NO_BASELINE = {
  graded: "No verdict changed.",
  none: "There is no published version to compare with.",
  not_estimated:
    "The judge can’t mark the published rubric, so the draft is compared with the labels only.",
};

/** What a dry run found: agreement, order of the bands, totals, and each verdict that moved. */
export function DryRunResultView(props: { result: DryRunResult; costUsd: number | null }) {
  const { result } = props;
  const { before, after } = result;
  const judge = readDescription(result.judge);
  const moves = listMoves(result.answers);
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
        <dt className="text-ink-soft">Matches your labels</dt>
        <dd className="font-semibold">
          {before && <>Published {tellAgreement(before)}, draft </>}
          {tellAgreement(after)}
        </dd>
        <dt className="text-ink-soft">Order of the bands</dt>
        <dd>
          {before && <>Published {tellOrder(before)}, draft </>}
          {tellOrder(after)}
        </dd>
        <dt className="text-ink-soft">Judge</dt>
        <dd>{judge.isLocal ? judge.label : result.judge.model}</dd>
        <dt className="text-ink-soft">Cost</dt>
        <dd>{formatCost(props.costUsd)}</dd>
      </dl>
      <Table caption="Totals of the calibration answers" columns={TOTALS}>
        {result.answers.map((answer) => (
          <Row key={answer.name}>
            <HeadCell>{answer.name}</HeadCell>
            <Cell>{BAND_WORDS[answer.band]}</Cell>
            <Cell className="tabular-nums">
              {answer.totalBefore === null ? "None" : formatTotal(answer.totalBefore)}
            </Cell>
            <Cell className="font-semibold tabular-nums">
              {formatTotal(answer.totalAfter)}
              <HeldMark heldBy={answer.heldBy} />
            </Cell>
            <Cell className="tabular-nums">{countAgreed(answer, "before")}</Cell>
            <Cell className="tabular-nums">{countAgreed(answer, "after")}</Cell>
          </Row>
        ))}
      </Table>
      <DebriefPoints answers={result.answers} />
      <div>
        <h3 className="mb-2 font-semibold">What changed</h3>
        {moves.length === 0 ? (
          <p className="text-ink-soft">
            {before ? "No verdict changed." : NO_BASELINE[result.baseline ?? "none"]}
          </p>
        ) : (
          <Table caption="Changed verdicts" columns={MOVES}>
            {moves.map(({ answer, criterion, turn }) => (
              <Row key={`${answer} ${criterion.id}`}>
                <HeadCell>
                  <code className="text-code">{criterion.id}</code>
                </HeadCell>
                <Cell>{answer}</Cell>
                <Cell>
                  {criterion.expected === null
                    ? "None"
                    : [criterion.expected].flat().map(tellVerdict).join(" or ")}
                </Cell>
                <Cell>
                  {criterion.before ? tellVerdict(criterion.before.verdict) : "Not asked"}
                </Cell>
                <Cell>{criterion.after ? tellVerdict(criterion.after.verdict) : "Not asked"}</Cell>
                <Cell>
                  {turn !== null && (
                    <Badge tone={turn === "better" ? "ok" : "danger"}>
                      {turn === "better" ? "Now matches the label" : "No longer matches the label"}
                    </Badge>
                  )}
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </div>
    </div>
  );
}

/** What the second reader found in each answer, as far as there is one. */
function DebriefPoints({ answers }: { answers: readonly TriedAnswer[] }) {
  const read = answers.filter(({ points }) => points !== null);
  if (read.length === 0) return null;
  return (
    <div>
      <h3 className="mb-2 font-semibold">Points of the debriefs</h3>
      <ul className="flex flex-col gap-2">
        {read.map(({ name, points }) => (
          <li key={name}>
            <span className="font-semibold">{name}</span>: {points?.length ?? 0}
            <ul className="list-disc pl-6">
              {points?.map((headline) => (
                <li key={headline}>{headline}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

function tellVerdict(verdict: Verdict): string {
  return VERDICT_WORDS[verdict];
}

function tellAgreement({ agreement: { agreed, of } }: SideSummary): string {
  return of === 0 ? "no labels" : `${agreed} of ${of} (${((100 * agreed) / of).toFixed(1)}%)`;
}

function tellOrder({ misordered, pairs }: SideSummary): string {
  return `${pairs - misordered.length} of ${pairs} pairs`;
}

function countAgreed({ criteria }: TriedAnswer, side: "before" | "after"): string {
  const judged = criteria.map((criterion) => criterion[side]?.agrees ?? null);
  const known = judged.filter((agrees) => agrees !== null);
  return known.length === 0 ? "None" : `${known.filter(Boolean).length} of ${known.length}`;
}
