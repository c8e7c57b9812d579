import { BookOpen, RotateCcw, Target } from "lucide-react";
import type { ReactNode } from "react";
import { SECTION_TITLES } from "#domain/problems/scale";
import { TextLink } from "~/components/ui/text-link";
import type { NextView, StepView } from "~/lib/report/next-view";
import { StartDrillForm } from "../drill/start-drill-form";
import { ButtonLink } from "../ui/button-link";

/** What to do next, at most three things: what, why this, and how to begin. The report leads with it. */
export function NextMinutes(props: { next: NextView; attemptId: string; slug: string }) {
  const { next, attemptId, slug } = props;
  return (
    <section aria-labelledby="next-title" className="mb-8 sm:mb-12">
      <h2 id="next-title" className="font-serif text-[1.75rem] leading-tight font-semibold">
        Your next {next.minutes} minutes
      </h2>
      {next.isEstimate && (
        <p className="text-ink-soft mt-1 max-w-prose">
          These come from an estimate: no model has read your answer, so first check whether you
          said it.
        </p>
      )}
      <ol className="mt-4 grid gap-4 lg:grid-cols-3 print:grid-cols-3 print:gap-3">
        {next.steps.map((step, index) => (
          <li
            key={index}
            className="border-line bg-surface flex break-inside-avoid flex-col rounded-lg border p-5 print:p-3"
          >
            <Step step={step} number={index + 1} attemptId={attemptId} slug={slug} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step(props: { step: StepView; number: number; attemptId: string; slug: string }) {
  const { step, number, attemptId, slug } = props;
  switch (step.kind) {
    case "retry":
      return (
        <Frame
          number={number}
          what="Retry a section"
          minutes={step.minutes}
          title={step.title}
          why={step.why}
          now={step.now}
          pages={step.pages}
        >
          <ButtonLink
            to={`/attempts/${attemptId}/retry?section=${step.section}`}
            variant={number === 1 ? "primary" : "secondary"}
          >
            <RotateCcw aria-hidden className="size-4.5" /> Retry this section
          </ButtonLink>
        </Frame>
      );
    case "drill":
      return (
        <Frame
          number={number}
          what={`${step.isReadFirst ? "Read, then drill" : "Drill"} · ${SECTION_TITLES[step.section]}`}
          minutes={step.minutes}
          title={step.title}
          why={step.why}
          now={step.now}
          pages={step.pages}
        >
          <StartDrillForm
            slug={slug}
            criteria={step.criteria}
            from={attemptId}
            variant={number === 1 ? "primary" : "secondary"}
          >
            <Target aria-hidden className="size-4.5" /> Drill it
          </StartDrillForm>
        </Frame>
      );
    case "solution":
      return (
        <Frame
          number={number}
          what="Read"
          minutes={step.minutes}
          title="What seniority adds"
          why="The worked solution says what a more senior answer to this problem would add to yours."
          pages={[]}
        >
          <ButtonLink to={`/attempts/${attemptId}/solution#seniority`}>
            <BookOpen aria-hidden className="size-4.5" /> Open the solution
          </ButtonLink>
        </Frame>
      );
    case "problem":
      return (
        <Frame
          number={number}
          what="Next problem"
          minutes={step.minutes}
          title={step.problem.title}
          why={step.problem.why}
          pages={[]}
        >
          <ButtonLink to={`/problems/${step.problem.slug}`} variant="primary">
            Open the problem
          </ButtonLink>
        </Frame>
      );
  }
}

function Frame(props: {
  number: number;
  what: string;
  minutes: number;
  title: string;
  why: string;
  now?: string;
  pages: readonly { slug: string; title: string }[];
  children: ReactNode;
}) {
  const { number, pages, now } = props;
  return (
    <>
      <p className="text-ink-soft text-small flex gap-2">
        <span className="text-ink font-bold tabular-nums">{number}</span>
        <span>{props.what}</span>
        <span className="ml-auto tabular-nums">{props.minutes} min</span>
      </p>
      <h3 className="mt-1 text-lg leading-snug font-semibold text-pretty">{props.title}</h3>
      <p className="text-ink-soft mt-2 text-pretty">{props.why}</p>
      {now !== undefined && now !== "" && (
        <p className="text-body mt-2 font-serif leading-normal text-pretty">{now}</p>
      )}
      {pages.length > 0 && (
        <p className="text-small mt-3">
          Read:{" "}
          {pages.map(({ slug, title }, index) => (
            <span key={slug}>
              {index > 0 && ", "}
              <TextLink to={`/learn/topics/${slug}`}>{title}</TextLink>
            </span>
          ))}
        </p>
      )}
      <div className="mt-auto pt-4 print:hidden">{props.children}</div>
    </>
  );
}
