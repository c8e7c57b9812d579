import type { OwnTrack, OwnWeek } from "#server/practice/get-own-track";
import { ButtonLink } from "~/components/ui/button-link";
import { ProgressBar } from "~/components/ui/progress-bar";
import { TextLink } from "~/components/ui/text-link";
import { sayDay, sayTrackWeek } from "~/lib/track-words";
import { HomeCard } from "./home-card";

const SHOWN = 3;

/** This week of the track. */
export function TrackCard(props: { track: OwnTrack | null; isLead: boolean }) {
  const { track, isLead } = props;
  if (track === null) {
    return (
      <HomeCard
        title="No track yet"
        isLead={isLead}
        action={<ButtonLink to="/track">Pick a track</ButtonLink>}
      >
        <p className="text-ink-soft">
          Four or eight weeks of reading, exercises and designs, starting today or counting back
          from your interview.
        </p>
      </HomeCard>
    );
  }
  const week = track.weeks.find(({ number }) => number === track.week);
  const open = (
    <ButtonLink to="/track" variant={isLead ? "primary" : "secondary"} size={isLead ? "lg" : "md"}>
      {week ? "This week" : "Your track"}
    </ButtonLink>
  );
  if (!week) {
    return (
      <HomeCard title={track.title} isLead={isLead} action={open}>
        <p className="text-ink-soft">{sayTrackWeek(track)}.</p>
      </HomeCard>
    );
  }
  const next = listOpenTasks(week);
  return (
    <HomeCard title={`Week ${week.number}: ${week.title}`} isLead={isLead} action={open}>
      <div className="max-w-md">
        <ProgressBar label="Done this week" done={week.done} of={week.of} />
      </div>
      {next.length === 0 ? (
        <p className="mt-3">This week is finished.</p>
      ) : (
        <ul className="mt-3">
          {next.slice(0, SHOWN).map(({ text, to }) => (
            <li key={text} className="mt-1">
              <TextLink to={to} look="item">
                {text}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
      {track.interviewOn !== null && (
        <p className="text-ink-soft mt-3">Interview on {sayDay(track.interviewOn)}</p>
      )}
    </HomeCard>
  );
}

/** What is to be done, the design first, and where. */
function listOpenTasks({ problems, topics, exercises }: OwnWeek): { text: string; to: string }[] {
  const isPractised = problems.some(({ attemptId }) => attemptId !== null);
  return [
    ...problems
      .slice(0, isPractised ? 0 : 1)
      .map(({ slug, title }) => ({ text: `Practice: ${title}`, to: `/problems/${slug}` })),
    ...topics
      .filter(({ by }) => by === null)
      .map(({ slug, title }) => ({ text: `Read: ${title}`, to: `/learn/topics/${slug}` })),
    ...exercises.filter(({ isDone }) => !isDone).map(({ text }) => ({ text, to: "/track" })),
  ];
}
