import type { TopicProblem } from "#server/study/list-topic-problems";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";

/** Where a topic is practised: computed from the problems' tags and their rubrics. */
export function TopicProblems(props: { problems: readonly TopicProblem[] }) {
  return (
    <Section title="Practice it" size="md">
      {props.problems.length === 0 ? (
        <p className="text-ink-soft">
          No problem asks for it yet. <TextLink to="/problems">See all problems</TextLink>
        </p>
      ) : (
        <ul>
          {props.problems.map((problem) => (
            <li key={problem.slug} className="py-2">
              <TextLink to={`/problems/${problem.slug}`} look="row">
                {problem.title}
              </TextLink>
              <span className="text-ink-soft block">{sayWeight(problem)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function sayWeight({ isMain, criteria }: TopicProblem): string {
  if (criteria === 0) return "Touches it";
  const count = criteria === 1 ? "1 criterion asks" : `${criteria} criteria ask`;
  return isMain ? `${count} for it` : `${count} for it in passing`;
}
