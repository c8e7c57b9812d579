import type { LensesHead } from "#domain/study/study.schema";
import type { TopicLink } from "#server/study/list-topic-links";
import { Section } from "~/components/ui/section";
import { TopicLinks } from "./topic-links";

export type LensView = Omit<LensesHead["lenses"][number], "topics"> & {
  title: string;
  topics: TopicLink[];
};

/** What one kind of interviewer looks for. */
export function LensPart({ part }: { part: LensView }) {
  return (
    <Section id={part.lens} title={part.title} size="xl" isRuled className="pb-8">
      <p className="max-w-[68ch] font-serif text-lg">{part.wants}</p>
      <div className="mt-6 grid gap-x-10 gap-y-6 md:grid-cols-3">
        <Points title="They ask" points={part.asks} />
        <Points title="It convinces them" points={part.convinces} />
        <Points title="It worries them" points={part.worries} />
      </div>
      <h3 className="mt-6 mb-2 font-semibold">Read first</h3>
      <TopicLinks topics={part.topics} />
    </Section>
  );
}

function Points(props: { title: string; points: readonly string[] }) {
  return (
    <div>
      <h3 className="font-semibold">{props.title}</h3>
      <ul className="mt-1 list-disc pl-5">
        {props.points.map((point) => (
          <li key={point} className="marker:text-ink-faint mt-1.5 text-pretty">
            {point}
          </li>
        ))}
      </ul>
    </div>
  );
}
