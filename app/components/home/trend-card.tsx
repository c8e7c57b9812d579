import type { Scores } from "#server/practice/read-scores";
import { TimeLine } from "~/components/charts/time-line";
import { TextLink } from "~/components/ui/text-link";
import { sayRange, sayResult } from "~/lib/report/result-words";
import { toTotalPoint } from "~/components/charts/score-points";
import { HomeCard } from "./home-card";

/** How the last interviews went: by grades, else by own marks, else the last estimate. */
export function TrendCard(props: { scores: Scores; timeZone: string }) {
  const { grades, own, estimates } = props.scores;
  const all = <TextLink to="/progress">All your progress</TextLink>;
  const [line, name] = grades.length > 0 ? [grades, "Last total"] : [own, "Last self-marked total"];
  const last = line.at(-1);
  const estimate = estimates.at(-1);
  if (last !== undefined) {
    const total = sayResult({ ...last, kind: "grade" });
    return (
      <HomeCard title={`${name}: ${total}`} isLead={false} action={all}>
        <p className="text-ink-soft mb-2">
          {line.length === 1 ? last.title : `How your last ${line.length} interviews went`}
        </p>
        {line.length > 1 && (
          <TimeLine
            title="Totals of your last interviews"
            points={line.map(toTotalPoint)}
            timeZone={props.timeZone}
          />
        )}
      </HomeCard>
    );
  }
  if (estimate === undefined) return null;
  return (
    <HomeCard title={`Last estimate: ${sayRange(estimate)}`} isLead={false} action={all}>
      <p className="text-ink-soft">{estimate.title}</p>
    </HomeCard>
  );
}
