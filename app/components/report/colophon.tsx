import type { Report } from "#server/grades/get-report";
import type { ReactNode } from "react";
import { Section } from "~/components/ui/section";
import type { GradeView } from "~/lib/report/report-view";
import { formatCost, formatCount, formatDuration, shortenHash } from "~/lib/report/format";
import { LENS_TITLES, LEVEL_TITLES } from "#domain/problems/scale";
import { sayConfidence } from "~/lib/report/words";
import { LocalTime } from "../ui/local-time";
import type { ReportPage } from "~/lib/report/report-page";
import { Receipt } from "./receipt";

/** Everything needed to explain the grade later: who judged what, by which rubric, at what cost. */
export function Colophon(props: {
  attempt: ReportPage["attempt"];
  problemVersion: number;
  rubric: { version: number; hash: string };
  state: Report["state"];
  grade: GradeView;
}) {
  const { grade } = props;
  const { outcome } = grade;
  return (
    <footer className="border-line grid gap-x-14 gap-y-6 border-t pt-8 md:grid-cols-2">
      <Section
        title={outcome.kind === "grade" ? "How this grade was made" : "How this estimate was made"}
        size="sm"
      >
        <dl className="text-small grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
          <Row name="Judge">
            <JudgeName judge={grade.judge} />
          </Row>
          {grade.secondModel !== null && <Row name="Second opinion">{grade.secondModel}</Row>}
          <Row name="Mode">
            {grade.mode}, {formatCount(grade.callCount)} {grade.callCount === 1 ? "call" : "calls"}
          </Row>
          <Row name="Target">
            {LEVEL_TITLES[grade.level].toLowerCase()}, {LENS_TITLES[grade.lens]} lens
          </Row>
          {outcome.kind === "grade" && (
            <Row name="Confidence">
              {sayConfidence(outcome.confidence)} ({Math.round(outcome.confidence * 100)}%)
            </Row>
          )}
          <Row name="Cost">{formatCost(grade.costUsd)}</Row>
          <Row name="Tokens">
            {grade.usage === null
              ? "none counted"
              : `${formatCount(grade.usage.inputTokens)} in (${formatCount(grade.usage.cachedInputTokens)} from cache), ${formatCount(grade.usage.outputTokens)} out`}
          </Row>
          <Row name="Took">{formatDuration(grade.durationMs)}</Row>
          {props.state.finishedAt !== null && (
            <Row name="Graded">
              <LocalTime iso={props.state.finishedAt} />
            </Row>
          )}
        </dl>
      </Section>
      <Section title="What was graded" size="sm">
        <Receipt attempt={props.attempt} />
        <dl className="text-small mt-1 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
          <Row name="Problem">version {props.problemVersion}</Row>
          <Row name="Rubric">
            version {props.rubric.version}, <code>{shortenHash(props.rubric.hash)}</code>
          </Row>
          <Row name="Prompt">
            <code>{shortenHash(grade.promptHash)}</code>
          </Row>
          <Row name="Grade">version {props.state.version} of this attempt</Row>
        </dl>
      </Section>
    </footer>
  );
}

function JudgeName(props: { judge: GradeView["judge"] }) {
  const { isEstimate, requestedModel, returnedModel } = props.judge;
  if (isEstimate) return <>a program without a model ({requestedModel})</>;
  if (returnedModel === null) return <>{requestedModel} (answered without a name)</>;
  if (returnedModel === requestedModel) return <>{requestedModel}</>;
  return (
    <>
      {returnedModel}, requested as {requestedModel}
    </>
  );
}

function Row(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{props.name}</dt>
      <dd className="wrap-anywhere">{props.children}</dd>
    </>
  );
}
