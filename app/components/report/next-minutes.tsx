import clsx from "clsx";
import { BookOpen, RotateCcw, Target } from "lucide-react";
import type { ReactNode } from "react";
import { SECTION_TITLES } from "#domain/problems/scale";
import { TextLink, textLinkStyle } from "~/components/ui/text-link";
import type { NextView, StepView } from "~/lib/report/next-view";
import { StartDrillForm } from "../drill/start-drill-form";
import { ButtonLink } from "../ui/button-link";
import { usePractiseFrom } from "./practise-from";
import { pointAnchor, stepAnchor } from "./selection";

/** What to do next, a few things: what, why this, and how to begin. */
export function NextMinutes({ next }: { next: NextView | null }) {
  if (next === null || next.steps.length === 0) return null;
  return (
    <section aria-labelledby="next-title" className="border-line mb-8 border-t pt-8 sm:mb-10">
      <h2 id="next-title" className="text-2xl font-bold">
        Your next {next.minutes} minutes
      </h2>
      {next.isEstimate && (
        <p className="text-ink-soft mt-1 max-w-prose">
          These come from an estimate: no model has read your answer, so first check whether you
          said it.
        </p>
      )}
      <ol
        className={clsx(
          "mt-4 grid gap-4 print:gap-3",
          next.steps.length > 3
            ? "sm:grid-cols-2 xl:grid-cols-4 print:grid-cols-2"
            : "lg:grid-cols-3 print:grid-cols-3",
        )}
      >
        {next.steps.map((step, index) => (
          <li
            key={index}
            id={stepAnchor(index + 1)}
            className="border-line bg-surface flex scroll-mt-6 break-inside-avoid flex-col rounded-lg border p-5 print:p-3"
          >
            <Step step={step} number={index + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step, number }: { step: StepView; number: number }) {
  const from = usePractiseFrom();
  const variant = number === 1 ? "primary" : "secondary";
  switch (step.kind) {
    case "retry":
      return (
        <Frame
          number={number}
          what={step.points.length > 0 ? "Rewrite" : "Retry a section"}
          title={SECTION_TITLES[step.section]}
          {...step}
        >
          {from !== null && (
            <ButtonLink
              to={`/attempts/${from.attemptId}/retry?section=${step.section}&minutes=${step.minutes}`}
              variant={variant}
            >
              <RotateCcw aria-hidden className="size-4.5" />
              {step.points.length > 0 ? "Rewrite this section" : "Retry this section"}
            </ButtonLink>
          )}
        </Frame>
      );
    case "drill":
      return (
        <Frame
          number={number}
          what={step.isReadFirst ? "Read, then drill" : "Drill"}
          title={SECTION_TITLES[step.section]}
          {...step}
        >
          {from !== null && (
            <StartDrillForm
              slug={from.slug}
              criteria={step.criteria}
              from={from.attemptId}
              variant={variant}
            >
              <Target aria-hidden className="size-4.5" /> Drill it
            </StartDrillForm>
          )}
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
        >
          {from !== null && (
            <ButtonLink to={`/attempts/${from.attemptId}/solution#seniority`}>
              <BookOpen aria-hidden className="size-4.5" /> Open the solution
            </ButtonLink>
          )}
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
  points?: readonly { number: number; headline: string }[];
  quote?: string | null;
  why: string;
  now?: string;
  pages?: readonly { slug: string; title: string }[];
  children: ReactNode;
}) {
  const { number, points = [], quote = null, pages = [], why, now = "" } = props;
  return (
    <>
      <p className="text-ink-soft text-small flex gap-2">
        <span className="text-ink font-bold tabular-nums">{number}</span>
        <span>{props.what}</span>
        <span className="ml-auto tabular-nums">{props.minutes} min</span>
      </p>
      <h3 className="mt-1 text-lg leading-snug font-semibold text-pretty">{props.title}</h3>
      {points.map((point) => (
        <p key={point.number} className="mt-2 text-pretty">
          <a href={`#${pointAnchor(point.number)}`} className={textLinkStyle("plain")}>
            Fix first {point.number}
          </a>
          : {point.headline}
        </p>
      ))}
      {quote !== null && (
        <blockquote className="text-ink-soft mt-2 line-clamp-3 font-serif wrap-anywhere">
          “{quote}”
        </blockquote>
      )}
      {why !== "" && <p className="text-ink-soft mt-2 text-pretty">{why}</p>}
      {now !== "" && <p className="text-body mt-2 font-serif leading-normal text-pretty">{now}</p>}
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
      <div className="mt-auto pt-4 empty:hidden print:hidden">{props.children}</div>
    </>
  );
}
