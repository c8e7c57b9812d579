import type { Prospect } from "#domain/grading/prospect";
import type { ProblemCard } from "#server/problems/list-problems";
import { ButtonLink } from "~/components/ui/button-link";
import { TextLink } from "~/components/ui/text-link";
import { DIFFICULTY_TITLES, PROSPECT_WORDS } from "~/lib/problem-words";
import { HomeCard } from "./home-card";

export type SuggestedRound = { problem: ProblemCard; prospect: Prospect };

/** A round to take next. */
export function RoundCard(props: {
  round: SuggestedRound | null;
  isLead: boolean;
  /** Nothing was taken before. */
  isFirst: boolean;
  /** One question can be tried here. */
  hasTaster: boolean;
}) {
  const { round, isLead, isFirst } = props;
  if (round === null) {
    return (
      <HomeCard
        title="Take an interview"
        isLead={isLead}
        action={
          <ButtonLink to="/problems" variant="primary" size="lg">
            Choose a problem
          </ButtonLink>
        }
      >
        <p>You’ve taken every problem once. Take one again to see what stuck.</p>
      </HomeCard>
    );
  }
  const { problem, prospect } = round;
  return (
    <HomeCard
      title={isFirst ? `Start here: ${problem.title}` : `Next: ${problem.title}`}
      isLead={isLead}
      action={
        <>
          <ButtonLink to={`/problems/${problem.slug}`} variant="primary" size="lg">
            Open
          </ButtonLink>
          {isFirst && props.hasTaster && (
            <ButtonLink to="/taster" size="lg">
              Just one question
            </ButtonLink>
          )}
          <TextLink to="/problems">All problems</TextLink>
        </>
      }
    >
      <p className="max-w-[65ch] font-serif">{problem.summary}</p>
      <p className="text-ink-soft text-small mt-2">
        {DIFFICULTY_TITLES[problem.difficulty]}, {problem.minutes.join(" or ")} minutes.{" "}
        {PROSPECT_WORDS[prospect]}.
      </p>
    </HomeCard>
  );
}
