import type { Home } from "#server/practice/get-home";
import { SECTION_TITLES } from "#domain/problems/scale";
import { ButtonLink } from "~/components/ui/button-link";
import { TextLink } from "~/components/ui/text-link";
import { formatMinutes } from "~/lib/time";
import { HomeCard } from "./home-card";

/** An attempt that runs. */
export function OpenCard(props: { open: NonNullable<Home["open"]>; isLead: boolean }) {
  const { newest, others } = props.open;
  const { id, title, kind, section, minutesLeft } = newest;
  return (
    <HomeCard
      title={`Continue: ${title}`}
      isLead={props.isLead}
      action={
        <>
          <ButtonLink to={`/attempts/${id}`} variant="primary" size="lg">
            Resume
          </ButtonLink>
          {others > 0 && (
            <TextLink to="/attempts">
              {others === 1 ? "One more is open" : `${others} more are open`}
            </TextLink>
          )}
        </>
      }
    >
      <p>
        {section !== null &&
          `${kind === "drill" ? "Drill" : "Retry"}: ${SECTION_TITLES[section]}. `}
        {minutesLeft === null ? "No clock." : `${formatMinutes(minutesLeft)} left.`}
      </p>
    </HomeCard>
  );
}
