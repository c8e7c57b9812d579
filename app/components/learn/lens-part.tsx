import type { LensesHead } from "#domain/study/study.schema";
import type { TopicLink } from "#server/study/list-topic-links";
import { TopicLinks } from "./topic-links";

export type LensView = Omit<LensesHead["lenses"][number], "topics"> & {
  title: string;
  topics: TopicLink[];
};

/** What one kind of interviewer looks for. */
export function LensPart({ part }: { part: LensView }) {
  return (
    <section aria-labelledby={part.lens} className="border-line border-t py-8">
      <h2 id={part.lens} className="text-heading font-bold">
        {part.title}
      </h2>
      <p className="mt-2 max-w-[68ch] font-serif text-lg">{part.wants}</p>
      <div className="mt-6 grid gap-x-10 gap-y-6 md:grid-cols-3">
        <Points title="They ask" points={part.asks} />
        <Points title="It convinces them" points={part.convinces} />
        <Points title="It worries them" points={part.worries} />
      </div>
      <h3 className="mt-6 mb-2 font-semibold">Read first</h3>
      <TopicLinks topics={part.topics} />
    </section>
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
