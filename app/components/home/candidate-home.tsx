import type { Home } from "#server/practice/get-home";
import { chooseLead } from "~/lib/home-lead";
import type { HomePart } from "~/lib/home-lead";
import { WorkStays } from "~/components/account/keep-line";
import { DueCard } from "./due-card";
import { OpenCard } from "./open-card";
import { RoundCard } from "./round-card";
import type { SuggestedRound } from "./round-card";
import { TrackCard } from "./track-card";
import { TrendCard } from "./trend-card";

/** What a candidate comes back to: one thing to do now, and under it the others, small. */
export function CandidateHome(props: {
  home: Home;
  /** A problem to take next; null where every one was taken. */
  round: SuggestedRound | null;
  timeZone: string;
  /** One question can be tried here. */
  hasTaster: boolean;
  /** The demo candidate of this browser; null for everybody else. */
  demoPerson: { hasWork: boolean } | null;
}) {
  const { home, round, timeZone } = props;
  const lead = chooseLead(home);
  const hasTrend = Object.values(home.scores).some((scores) => scores.length > 0);
  const cards: Record<HomePart | "trend", (isLead: boolean) => JSX.Element | null> = {
    open: (isLead) => home.open && <OpenCard open={home.open} isLead={isLead} />,
    due: (isLead) => <DueCard due={home.due} isLead={isLead} timeZone={timeZone} />,
    track: (isLead) => <TrackCard track={home.track} isLead={isLead} />,
    round: (isLead) => (
      <RoundCard round={round} isLead={isLead} isFirst={!hasTrend} hasTaster={props.hasTaster} />
    ),
    trend: () => (hasTrend ? <TrendCard scores={home.scores} timeZone={timeZone} /> : null),
  };
  const others = (["due", "track", "trend"] as const).filter((part) => part !== lead);
  return (
    <>
      <h1 className="sr-only">Home</h1>
      {cards[lead](true)}
      <ul className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {others.map((part) => {
          const card = cards[part](false);
          return (
            card && (
              <li key={part} className="min-w-0">
                {card}
              </li>
            )
          );
        })}
      </ul>
      {props.demoPerson && <WorkStays {...props.demoPerson} className="mt-6" />}
    </>
  );
}
