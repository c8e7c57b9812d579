import type { ProblemHead } from "#domain/problems/problem.schema";
import { LENS_TITLES, LEVELS, SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { TopicLink } from "#server/study/list-topic-links";
import { ProblemFacts } from "~/components/practice/problem-facts";
import { QuestionAnswers } from "~/components/report/question-answers";
import { Callout } from "~/components/ui/callout";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import { GoodAtLevel } from "~/components/workspace/good-at-level";
import { HintSteps } from "~/components/workspace/hint-steps";
import { DIFFICULTY_TITLES } from "~/lib/problem-words";
import { formatShare } from "./format-share";

/** A part, with when or where candidates meet it. */
const PART = { level: 3, size: "md", isRuled: true, className: "mt-10" } as const;

/** A problem as candidates meet it: its page, and what the workspace shows or says when asked. */
export function ProblemPreview(props: { head: ProblemHead; html: string; topics: TopicLink[] }) {
  const { head } = props;
  const lengths = head.minutes.join(", ");
  const lenses = head.lenses.map((lens) => LENS_TITLES[lens]).join(", ");
  return (
    <>
      <p className="text-2xl leading-tight font-bold text-pretty">{head.title}</p>
      <p className="text-ink-soft mt-1 mb-6 text-pretty">
        {DIFFICULTY_TITLES[head.difficulty]}, tier {head.tier} of the study map · {lengths} min ·{" "}
        {lenses}
      </p>
      <p className="border-line-strong text-ink-soft text-small mb-6 border-l-2 pl-3">
        <span className="block font-semibold">In the catalog</span>
        {head.summary}
      </p>
      {head.interview !== undefined && (
        <div className="border-line mb-6 border-b pb-6">
          <p className="text-ink-soft text-small mb-1 font-semibold">The interview brief</p>
          <p className="text-body font-serif whitespace-pre-line">{head.interview}</p>
        </div>
      )}
      <div className="mb-8">
        {head.interview !== undefined && (
          <p className="text-ink-soft text-small mb-1 font-semibold">The case</p>
        )}
        <RenderedMarkdown html={props.html} />
      </div>
      <ProblemFacts problem={head} topics={props.topics} />
      <Section
        {...PART}
        title="The curveball"
        intro={`${formatShare(head.curveball.at)} of the way through`}
      >
        <Callout tone="warn" title="The requirements changed">
          <p>{head.curveball.text}</p>
        </Callout>
      </Section>
      <Section {...PART} title="Ask the interviewer" intro="Answers for candidates who ask">
        <QuestionAnswers questions={head.clarifications.map((one) => ({ ...one, key: one.id }))} />
      </Section>
      <Section {...PART} title="Hints" intro="In practice, one at a time">
        {SECTION_IDS.map((section) => (
          <div key={section} className="mt-4 first:mt-0">
            <h4 className="mb-2 font-semibold">{SECTION_TITLES[section]}</h4>
            <HintSteps hints={head.hints[section]} />
          </div>
        ))}
      </Section>
      <Section {...PART} title="What good looks like" intro="In practice, at the level chosen">
        <div className="flex flex-col gap-2">
          {LEVELS.map((level) => (
            <GoodAtLevel key={level} level={level} text={head.levels[level]} />
          ))}
        </div>
      </Section>
    </>
  );
}
