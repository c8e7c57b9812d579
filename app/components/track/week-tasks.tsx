import type { OwnWeek } from "#server/practice/get-own-track";
import { TextLink } from "~/components/ui/text-link";
import { DoneRow, TickRow } from "./tick-row";

/** Everything of one week, ticked off by doing it or by hand. */
export function WeekTasks({ week }: { week: OwnWeek }) {
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-2">
      <div className="min-w-0">
        {week.problems.length > 0 && (
          <Group
            title={week.problems.length > 1 ? "Practice one of these" : "Practice"}
            hint="Done once it is handed in and marked."
          >
            {week.problems.map(({ slug, title, attemptId }) => (
              <DoneRow key={slug} isDone={attemptId !== null}>
                <TextLink to={`/problems/${slug}`} look="row">
                  {title}
                </TextLink>
                {attemptId !== null && (
                  <>
                    {" "}
                    <TextLink to={`/attempts/${attemptId}/report`} className="text-small">
                      Report
                    </TextLink>
                  </>
                )}
              </DoneRow>
            ))}
          </Group>
        )}
        <Group title="Read" hint="A drill about a topic ticks it off as well.">
          {week.topics.map(({ item, slug, title, by }) => {
            const link = (
              <TextLink to={`/learn/topics/${slug}`} look="row">
                {title}
              </TextLink>
            );
            return by === "drill" ? (
              <DoneRow key={item} isDone>
                {link} <span className="text-ink-soft text-small">by a drill</span>
              </DoneRow>
            ) : (
              <TickRow key={item} item={item} isDone={by === "hand"} label={`Read: ${title}`}>
                {link}
              </TickRow>
            );
          })}
        </Group>
      </div>
      <div className="min-w-0">
        <Group title="One exercise a day">
          {week.exercises.map(({ item, text, isDone }) => (
            <TickRow key={item} item={item} isDone={isDone} label={text}>
              <span className="text-body font-serif">{text}</span>
            </TickRow>
          ))}
        </Group>
      </div>
    </div>
  );
}

function Group(props: { title: string; hint?: string; children: React.ReactNode }) {
  return (
    <div className="mt-6 first:mt-0">
      <h3 className="font-semibold">{props.title}</h3>
      {props.hint && <p className="text-ink-soft text-small">{props.hint}</p>}
      <ul className="mt-1">{props.children}</ul>
    </div>
  );
}
