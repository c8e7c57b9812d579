import type { ReactNode } from "react";
import { Form } from "@remix-run/react";
import { LENS_TITLES, LEVEL_TITLES } from "#domain/problems/scale";
import type { OwnRatingCard, RatingCard } from "#server/reviews/list-rating-queue";
import { TextLink } from "~/components/ui/text-link";
import { Button } from "../ui/button";
import { LocalTime } from "../ui/local-time";

/** A rating of one's own: how far it is, or when it was finished. */
export function OwnRatingRow({ card }: { card: OwnRatingCard }) {
  return (
    <Row card={card}>
      <TextLink
        to={`/review/ratings/${card.attemptId}`}
        aria-label={`${card.finishedAt === null ? "Continue" : "Compare"}: ${card.title}`}
        look="row"
      >
        {card.finishedAt === null ? `Continue (${card.marked} of ${card.of})` : "Compare"}
      </TextLink>
    </Row>
  );
}

/** An attempt that waits for a rating. */
export function WaitingRow({ card }: { card: RatingCard }) {
  return (
    <Row card={card}>
      <Form method="post" action={`/review/ratings/${card.attemptId}`}>
        <input type="hidden" name="intent" value="start" />
        <Button type="submit" size="sm" aria-label={`Start: ${card.title}`}>
          Start
        </Button>
      </Form>
    </Row>
  );
}

function Row(props: { card: RatingCard; children: ReactNode }) {
  const { card } = props;
  return (
    <li className="border-line grid gap-x-8 gap-y-2 border-t py-4 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <h3 className="text-lg leading-snug font-bold">{card.title}</h3>
        <p className="text-ink-soft mt-0.5 flex flex-wrap gap-x-4">
          <span>
            Handed in <LocalTime iso={card.submittedAt} />
          </span>
          <span>{LEVEL_TITLES[card.level]}</span>
          <span>{LENS_TITLES[card.lens]}</span>
          {card.others > 0 && (
            <span>
              {card.others === 1
                ? "One other person has rated it"
                : `${card.others} others have rated it`}
            </span>
          )}
        </p>
      </div>
      {props.children}
    </li>
  );
}
