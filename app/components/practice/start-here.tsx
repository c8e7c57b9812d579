import type { ProblemCard } from "#server/problems/list-problems";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { DIFFICULTY_TITLES } from "~/lib/problem-words";

/** The problem to begin with, for who hasn't tried any. */
export function StartHere({ problem }: { problem: ProblemCard }) {
  return (
    <Card className="mb-10 flex flex-wrap items-center justify-between gap-x-10 gap-y-4">
      <section aria-labelledby="start-here-title" className="min-w-0 flex-1 basis-80">
        <h2 id="start-here-title" className="text-heading leading-snug font-bold">
          Start here: {problem.title}
        </h2>
        <p className="text-body mt-1 max-w-[65ch] font-serif">{problem.summary}</p>
        <p className="text-ink-soft text-small mt-2">
          {DIFFICULTY_TITLES[problem.difficulty]}, {problem.minutes.join(" or ")} minutes
        </p>
      </section>
      <ButtonLink to={`/problems/${problem.slug}`} variant="primary">
        Open
      </ButtonLink>
    </Card>
  );
}
