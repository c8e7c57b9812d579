import type { TopicProblem } from "#server/study/list-topic-problems";
import { TextLink } from "~/components/ui/text-link";

/** Where a topic is practised: computed from the problems' tags and their rubrics. */
export function TopicProblems(props: { problems: readonly TopicProblem[] }) {
  return (
    <section aria-labelledby="practise">
      <h2 id="practise" className="text-lg font-bold">
        Practise it
      </h2>
      {props.problems.length === 0 ? (
        <p className="text-ink-soft mt-2">No problem here is marked on it yet.</p>
      ) : (
        <ul className="mt-2">
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
    </section>
  );
}

function sayWeight({ isMain, criteria }: TopicProblem): string {
  if (criteria === 0) return "Touches it";
  const count = criteria === 1 ? "1 criterion asks" : `${criteria} criteria ask`;
  return isMain ? `${count} for it` : `${count} for it in passing`;
}
