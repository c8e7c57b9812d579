import type { Prospect } from "#domain/grading/prospect";
import type { ProblemCard } from "#server/problems/list-problems";
import { LENS_TITLES } from "#domain/problems/scale";
import { ButtonLink } from "~/components/ui/button-link";
import { ResultFigure } from "~/components/ui/result-figure";
import { TextLink } from "~/components/ui/text-link";
import { DIFFICULTY_TITLES, PROSPECT_WORDS } from "~/lib/problem-words";
import { toTopicTitle } from "~/lib/topic-title";

const TOPICS_SHOWN = 5;

/** One problem of the catalogue, with the viewer's own standing. */
export function ProblemRow({ problem, prospect }: { problem: ProblemCard; prospect: Prospect }) {
  const hidden = problem.topics.length - TOPICS_SHOWN;
  const topics = problem.topics.slice(0, TOPICS_SHOWN).map(toTopicTitle).join(", ");
  return (
    <li className="border-line grid gap-x-8 gap-y-3 border-t py-6 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <h2 className="text-heading leading-snug font-bold">
          <TextLink to={`/problems/${problem.slug}`} prefetch="intent" look="title">
            {problem.title}
          </TextLink>
        </h2>
        <p className="text-body mt-1 max-w-[65ch] font-serif">{problem.summary}</p>
        <p className="text-ink-soft text-small mt-2 flex flex-wrap gap-x-4 gap-y-1">
          <span className="text-ink font-semibold">{DIFFICULTY_TITLES[problem.difficulty]}</span>
          <span className="text-ink font-semibold">{PROSPECT_WORDS[prospect]}</span>
          <span>Tier {problem.tier}</span>
          <span>{problem.minutes.join(", ")} min</span>
          <span>{problem.lenses.map((lens) => LENS_TITLES[lens]).join(", ")}</span>
        </p>
        <p className="text-ink-faint text-small mt-1">
          {topics}
          {hidden > 0 && ` and ${hidden} more`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:flex-col sm:items-end">
        {problem.best !== null && (
          <p className="text-ink-soft">
            Your best <ResultFigure result={problem.best} judged={problem.bestJudged} />
          </p>
        )}
        {problem.openAttemptId !== null && (
          <ButtonLink to={`/attempts/${problem.openAttemptId}`} variant="primary">
            Resume
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
