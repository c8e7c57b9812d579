import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { TopicLink } from "#server/study/list-topic-links";
import { TopicLinks } from "~/components/learn/topic-links";
import { Section } from "~/components/ui/section";

/** 0.225 → "22.5%": rounded to whole numbers the shares would not sum to 100. */
function formatShare(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** What one hands in, section by section, and what the problem is about. */
export function ProblemFacts(props: {
  problem: { prompts: Record<SectionId, string>; shares: Record<SectionId, number> };
  topics: readonly TopicLink[];
}) {
  const { problem } = props;
  return (
    <>
      <Section title="What you hand in" size="md" isRuled>
        <p className="text-ink-soft max-w-[65ch]">
          A drawing of the system and an answer to each of these. The time shares are a guide;
          nothing locks.
        </p>
        <dl className="mt-4">
          {SECTION_IDS.map((section) => (
            <div key={section} className="mt-4 grid gap-x-6 sm:grid-cols-[9rem_1fr]">
              <dt>
                <span className="font-semibold">{SECTION_TITLES[section]}</span>
                <span className="text-ink-soft text-small block tabular-nums">
                  {formatShare(problem.shares[section])} of the clock
                </span>
              </dt>
              <dd className="font-serif">{problem.prompts[section]}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Topics" size="md" isRuled className="mt-10 print:hidden">
        <TopicLinks topics={props.topics} />
      </Section>
    </>
  );
}
