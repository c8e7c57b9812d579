import type { Result } from "#domain/grading/result";

import type { TopicLink } from "#server/study/list-topic-links";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { sayResult } from "~/lib/report/result-words";
import { TopicLinks } from "./topic-links";

export type WeekProblem = { slug: string; title: string; best: Result | null };
export type WeekView = {
  title: string;
  aims: string[];
  topics: TopicLink[];
  exercises: string[];
  problems: WeekProblem[];
};

/** One week of a track: what to reach, what to read, an exercise a day, and problems to practise. */
export function TrackWeek(props: { number: number; week: WeekView }) {
  const { number, week } = props;
  const id = `week-${number}`;
  return (
    <Section
      id={id}
      title={
        <>
          Week {number}: {week.title}
        </>
      }
      size="xl"
      isRuled
      className="pb-8"
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <h3 className="font-semibold">At the end you can</h3>
          <ul className="text-body mt-1 list-disc pl-5 font-serif">
            {week.aims.map((aim) => (
              <li key={aim} className="mt-1">
                {aim}
              </li>
            ))}
          </ul>
          <h3 className="mt-6 font-semibold">One exercise a day</h3>
          <ol className="text-body mt-1 list-decimal pl-5 font-serif">
            {week.exercises.map((exercise) => (
              <li key={exercise} className="mt-1">
                {exercise}
              </li>
            ))}
          </ol>
        </div>
        <div>
          <h3 className="mb-2 font-semibold">Read</h3>
          <TopicLinks topics={week.topics} />
          <WeekProblems problems={week.problems} />
        </div>
      </div>
    </Section>
  );
}

function WeekProblems(props: { problems: readonly WeekProblem[] }) {
  if (props.problems.length === 0) return null;
  return (
    <>
      <h3 className="mt-6 font-semibold">Practice</h3>
      <ul>
        {props.problems.map(({ slug, title, best }) => (
          <li key={slug} className="py-1.5">
            <TextLink to={`/problems/${slug}`} look="row">
              {title}
            </TextLink>
            {best !== null && (
              <span className="text-ink-soft block tabular-nums">Your best: {sayResult(best)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
