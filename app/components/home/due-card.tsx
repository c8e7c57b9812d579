import type { Due } from "#server/practice/get-due";
import { SECTION_TITLES } from "#domain/problems/scale";
import { MoreDrills } from "~/components/due/more-drills";
import { StartDrill } from "~/components/due/start-drill";
import { TextLink } from "~/components/ui/text-link";
import { sayDue } from "~/lib/due-words";
import { HomeCard } from "./home-card";

const SHOWN = 3;

/** What is due today. */
export function DueCard(props: { due: Due; isLead: boolean; timeZone: string }) {
  const { due, isLead } = props;
  const { drills, more } = due;
  const { title, rest } = sayDue(due, props.timeZone);
  const [first] = drills;
  const all = <TextLink to="/due">{drills.length > 1 ? "See all" : "Upcoming drills"}</TextLink>;
  if (!first) {
    return (
      <HomeCard
        title={title}
        isLead={isLead}
        action={
          <>
            {more !== null && <MoreDrills drill={more} />}
            {all}
          </>
        }
      >
        <p className="text-ink-soft">
          {rest === "" ? "What a report says you missed comes back as a drill." : rest}
        </p>
      </HomeCard>
    );
  }
  return (
    <HomeCard
      title={title}
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
      {rest !== "" && <p className="text-ink-soft mt-2">{rest}</p>}
    </HomeCard>
  );
}
