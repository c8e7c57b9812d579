import type { Prospect } from "#domain/grading/prospect";
import type { ProblemCard } from "#server/problems/list-problems";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { Card } from "~/components/ui/card";
import { DIFFICULTY_TITLES, PROSPECT_WORDS } from "~/lib/problem-words";

/** The round to begin with, for whoever hasn't tried any: a link that sets its length and help. */
export function StartHere(props: {
  problem: ProblemCard;
  prospect: Prospect;
  /** One question can be tried here. */
  hasTaster: boolean;
}) {
  const { problem, prospect } = props;
  const minutes = Math.min(...problem.minutes);
  const setUp = new URLSearchParams({ minutes: String(minutes), practice: "true" });
  return (
    <Card className="mb-10 flex flex-wrap items-center justify-between gap-x-10 gap-y-4">
      <section aria-labelledby="start-here-title" className="min-w-0 flex-1 basis-80">
        <h2 id="start-here-title" className="text-heading leading-snug font-bold">
          Your first round: {problem.title}
        </h2>
        <p className="text-body mt-1 max-w-[65ch] font-serif">{problem.summary}</p>
        <p className="text-ink-soft text-small mt-2">
          {DIFFICULTY_TITLES[problem.difficulty]}, {minutes} minutes, practice mode: hints are there
          when you need them. {PROSPECT_WORDS[prospect]}.
        </p>
      </section>
      <div className="flex flex-wrap gap-3">
        <ButtonLink to={`/problems/${problem.slug}?${setUp}`} variant="primary">
          Start here
        </ButtonLink>
        {props.hasTaster && <ButtonLink to="/taster">Just one question</ButtonLink>}
      </div>
    </Card>
  );
}

/** In its place where no problem would get a grade or an estimate. */
export function NoResultHere() {
  return (
    <Callout tone="info" title="You mark these yourself" className="mb-10">
      No model is connected to this server, and none of its problems can be estimated. After a round
      you go through its criteria one by one.
    </Callout>
  );
}
