import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import type { TopicProblemView } from "./view-topic-problem";

/** Where a topic is practised: computed from the problems' tags and their rubrics. */
export function TopicProblems(props: { problems: readonly TopicProblemView[] }) {
  return (
    <Section title="Practice it" size="md">
      {props.problems.length === 0 ? (
        <p className="text-ink-soft">
          No problem asks for it yet. <TextLink to="/problems">See all problems</TextLink>
        </p>
      ) : (
        <ul>
          {props.problems.map(({ slug, title, weight }) => (
            <li key={slug} className="py-2">
              <TextLink to={`/problems/${slug}`} look="row">
                {title}
              </TextLink>
              <span className="text-ink-soft block">{weight}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
