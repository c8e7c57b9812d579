import type { Due } from "#server/practice/get-due";
import { SECTION_TITLES } from "#domain/problems/scale";
import { StartDrill } from "~/components/due/start-drill";
import { TextLink } from "~/components/ui/text-link";
import { formatMinutes, formatTime } from "~/lib/time";
import { HomeCard } from "./home-card";

const SHOWN = 3;

/** What is due today. */
export function DueCard(props: { due: Due; isLead: boolean; timeZone: string }) {
  const { due, isLead } = props;
  const { drills, minutes, spentMinutes, nextAt } = due;
  const [first] = drills;
  const all = <TextLink to="/due">{drills.length > 1 ? "See all" : "Upcoming drills"}</TextLink>;
  if (!first) {
    return (
      <HomeCard
        title={spentMinutes > 0 ? "Done for today" : "Nothing due today"}
        isLead={isLead}
        action={all}
      >
        <p className="text-ink-soft">
          {spentMinutes > 0 && `${formatMinutes(spentMinutes)} of drills. `}
          {nextAt === null
            ? "What a report says you missed comes back as a drill."
            : `The next is due ${formatTime(nextAt, "day", props.timeZone)}.`}
        </p>
      </HomeCard>
    );
  }
  return (
    <HomeCard
      title={
        <>
          Due today: {drills.length === 1 ? "one drill" : `${drills.length} drills`},{" "}
          {formatMinutes(minutes)}
        </>
      }
      isLead={isLead}
      action={
        <>
          <StartDrill
            slug={first.problem.slug}
            criteria={first.criteria.map(({ id }) => id)}
            from={first.from}
            about={`${SECTION_TITLES[first.section]}, ${first.problem.title}`}
            label={isLead ? "Start the first" : "Start"}
            variant={isLead ? "primary" : "secondary"}
            size={isLead ? "lg" : "md"}
          />
          {all}
        </>
      }
    >
      <ul>
        {drills.slice(0, SHOWN).map(({ from, section, problem, criteria }) => (
          <li key={`${from} ${criteria.map(({ id }) => id).join(" ")}`} className="mt-1">
            <strong>{SECTION_TITLES[section]}</strong>, {problem.title}
          </li>
        ))}
      </ul>
      {drills.length > SHOWN && (
        <p className="text-ink-soft mt-1">and {drills.length - SHOWN} more</p>
      )}
    </HomeCard>
  );
}
