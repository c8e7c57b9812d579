import type { MapTier as Tier } from "#server/study/list-study-map";
import { Section } from "~/components/ui/section";
import { TopicRow } from "./topic-row";

const TIER_WORDS: Record<number, { title: string; lead: string }> = {
  1: { title: "Tier 1: asked everywhere", lead: "Everything else builds on these." },
  2: { title: "Tier 2: what you build with", lead: "Most designs are decided here." },
  3: { title: "Tier 3: the deep end", lead: "For labs, for staff rounds, and for what is new." },
};

/** One tier of the study map: its topics by area, each with a line of what it is. */
export function MapTier({
  tier,
  areas,
  weak,
}: Tier & {
  /** By topic, how many criteria about it the reader has to practise. */
  weak: Readonly<Record<string, number>>;
}) {
  const id = `tier-${tier}`;
  const words = TIER_WORDS[tier];
  return (
    <Section id={id} title={words?.title ?? `Tier ${tier}`} size="xl" isRuled className="pb-10">
      <p className="text-ink-soft">{words?.lead}</p>
      <div className="mt-6 gap-x-12 lg:columns-2">
        {areas.map((area) => (
          <div key={area.title} className="mb-8 break-inside-avoid-column">
            <h3 className="text-ink-soft font-semibold">{area.title}</h3>
            <ul className="mt-2">
              {area.topics.map((topic) => (
                <TopicRow key={topic.slug} topic={topic} missed={weak[topic.slug] ?? 0} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
