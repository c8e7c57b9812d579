import type { ReactNode } from "react";
import type { DebriefView } from "~/lib/report/debrief-view";
import type { NextView } from "~/lib/report/next-view";
import type { SectionView } from "~/lib/report/report-view";
import type { Head } from "~/lib/report/standing-view";
import type { TimeView } from "~/lib/report/time-view";
import { AlsoToFix, DebriefNote, Diagnosis, NextQuestion, WhatWasGood } from "./debrief-parts";
import { FixFirst } from "./fix-first";
import { LateDebriefNote } from "./late-debrief-note";
import type { LateDebrief } from "./late-debrief-note";
import { NextMinutes } from "./next-minutes";
import type { OwnChallenges } from "./point-challenges";
import { SectionTable } from "./section-table";
import { Standing } from "./standing";
import { TimeSpent } from "./time-spent";

/** The head of a report on the left, its sections in figures on the right. */
export const OPENING =
  "mt-8 mb-10 grid gap-x-14 gap-y-8 sm:mt-10 sm:mb-14 sm:gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]";

/** What is right and what would sink it, level and score, and the sections in figures. */
export function ReportOpening(props: {
  debrief: DebriefView;
  sections: SectionView[];
  head: Extract<Head, { kind: "grade" }>;
  time: TimeView | null;
  /** For the candidate alone. */
  challenges?: OwnChallenges | null;
  /** Where one was left out that the candidate can ask for. */
  lateDebrief?: LateDebrief | null;
}) {
  const { debrief, lateDebrief } = props;
  return (
    <div className={OPENING}>
      <div>
        <Diagnosis debrief={debrief} />
        <Standing head={props.head} challenges={props.challenges ?? null} />
        <DebriefNote debrief={debrief} />
        {lateDebrief && <LateDebriefNote lateDebrief={lateDebrief} />}
        <TimeSpent time={props.time} />
      </div>
      <SectionTable sections={props.sections} head={props.head} />
    </div>
  );
}

/** What to fix first, what else, what was good, what to do next, and what would be asked next. */
export function DebriefParts({ debrief, next }: { debrief: DebriefView; next: NextView | null }) {
  if (debrief?.kind !== "made") return <NextMinutes next={next} />;
  return (
    <>
      <FixFirst points={debrief.points} />
      <AlsoToFix asides={debrief.asides} />
      <WhatWasGood strengths={debrief.strengths} />
      <NextMinutes next={next} />
      <NextQuestion question={debrief.nextQuestion} />
    </>
  );
}

/** Above the candidate's own text. */
export function AnswerTitle({ children }: { children: ReactNode }) {
  return (
    <h2 className="mt-12 mb-4 font-serif text-[1.75rem] leading-tight font-semibold print:mt-6">
      {children}
    </h2>
  );
}
