import clsx from "clsx";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { Section } from "~/components/ui/section";
import type { ReportPage } from "~/lib/report/report-page";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import { useGradeProgress } from "~/lib/report/use-grade-progress";
import { ButtonLink } from "../ui/button-link";
import { sayCalls } from "~/lib/report/say-calls";
import { Callout } from "../ui/callout";
import { ProgressBar } from "../ui/progress-bar";
import { GraderAway } from "./grader-away";
import { HeldGrading } from "./held-grading";
import { StopGrading } from "./stop-grading";
import { VerdictShape } from "./verdict-mark";

type Stage = "waiting" | "reading" | "read";
const STAGE_WORDS: Record<Stage, string> = { waiting: "waiting", reading: "reading", read: "read" };

/** A grading under way, section by section. Reloading or closing the page changes nothing. */
export function GradingProgress(props: {
  report: ReportPage;
  marking: MarkingLink | null;
  /** Whether anything is graded here at the moment. */
  hasWorker: boolean;
  isOwn: boolean;
}) {
  const { report } = props;
  const { state, isLost } = useGradeProgress(report.attempt.id, report.state);
  const isQueued = state.status === "queued";
  // Known from the stream a moment before the report itself has come.
  const isGraded = state.status === "graded";
  const { counts } = report;
  // Counted here, as the first news of a grading tells of its first section only.
  const of = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const done = isGraded ? of : (state.progress?.done ?? 0);
  return (
    <Section
      title={
        state.held !== null
          ? "Handed in. Graded later"
          : isQueued
            ? "Handed in. Waiting for a grader"
            : isGraded
              ? "Graded"
              : "Being graded"
      }
      size="2xl"
      className="max-w-2xl"
    >
      <p className="text-ink-soft mb-8 text-lg text-pretty">
        This page updates by itself. You can close it: the grade will be here when you come back.
      </p>
      {props.marking !== null && !isGraded && (
        <p className="mb-8">
          <ButtonLink to={props.marking.to}>
            {props.marking.hasBegun ? sayMarking(props.marking) : "Mark yourself while you wait"}
          </ButtonLink>
        </p>
      )}
      <GraderAway
        hasWorker={props.hasWorker}
        isWaiting={!isGraded && state.held === null}
        className="mb-8"
      />
      {state.held !== null && <HeldGrading held={state.held} className="mb-8" />}
      {state.errorMessage !== null && state.held === null && (
        <Callout tone="warn" title="The last try failed" className="mb-8">
          <p>{state.errorMessage} It is being tried again; your answer is safe.</p>
        </Callout>
      )}
      {isQueued && state.ahead > 0 && (
        <Callout tone="info" role="status" title="Waiting its turn" className="mb-8">
          <p>
            The model answers one call at a time.{" "}
            {state.ahead === 1 ? "One grading is" : `${state.ahead} gradings are`} before yours.
          </p>
        </Callout>
      )}
      {!isGraded && state.progress?.calls && (
        <p className="mb-8 tabular-nums">{sayCalls(state.progress.calls)}</p>
      )}
      {props.isOwn && !isGraded && state.canStop && <StopGrading className="mb-8" />}
      <ProgressBar label="Criteria decided" done={done} of={of} />
      <ol className="mt-8" aria-label="Sections">
        {SECTION_IDS.filter((section) => counts[section] > 0).map((section) => {
          const share = isGraded ? 1 : (state.progress?.sections[section] ?? 0);
          const sectionDone = Math.round(share * counts[section]);
          const stage = findStage(isQueued, sectionDone, counts[section]);
          return (
            <SectionRow
              key={section}
              section={section}
              stage={stage}
              done={sectionDone}
              of={counts[section]}
            />
          );
        })}
      </ol>
      {isLost && (
        <p className="text-ink-soft mt-4">
          Connection lost, reconnecting. Grading continues in the meantime.
        </p>
      )}
      <p role="status" className="sr-only">
        {isQueued ? "Waiting for a grader." : `${done} of ${of} criteria decided.`}
      </p>
    </Section>
  );
}

function SectionRow(props: { section: SectionId; stage: Stage; done: number; of: number }) {
  const { stage } = props;
  return (
    <li className="border-line grid grid-cols-[2rem_1fr_auto] items-center border-b py-3">
      <span className="flex size-5 items-center">
        {stage === "read" && <VerdictShape verdict="met" className="size-5" />}
        {stage === "reading" && <span className="bg-mark size-2 animate-pulse rounded-full" />}
        {stage === "waiting" && <span className="border-line-strong size-2 rounded-full border" />}
      </span>
      <span
        className={clsx(
          "font-serif text-xl",
          stage === "waiting" && "text-ink-soft",
          stage === "reading" && "font-semibold",
        )}
      >
        {SECTION_TITLES[props.section]}
      </span>
      <span className="text-ink-soft tabular-nums">
        {STAGE_WORDS[stage]}
        {stage === "reading" && props.done > 0 && `, ${props.done} of ${props.of}`}
      </span>
    </li>
  );
}

function findStage(isQueued: boolean, done: number, of: number): Stage {
  if (done >= of) return "read";
  return isQueued ? "waiting" : "reading";
}
