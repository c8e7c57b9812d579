import { LEVEL_TITLES } from "#domain/problems/scale";
import type { LabelCard } from "#server/reviews/list-labels";
import { textLinkStyle } from "~/components/ui/text-link";
import { LocalTime } from "../ui/local-time";

const LINK = textLinkStyle("row");

/** An attempt with a person's labels, and its two files. */
export function LabelRow({ card }: { card: LabelCard }) {
  const query = card.ratingId === null ? "" : `?${new URLSearchParams({ rating: card.ratingId })}`;
  const path = `/review/agreement/labels/${card.attemptId}`;
  return (
    <li className="border-line grid gap-x-8 gap-y-2 border-t py-4 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <h2 className="text-lg leading-snug font-bold">{card.title}</h2>
        <p className="text-ink-soft mt-0.5 flex flex-wrap gap-x-4">
          <span>
            {card.ratingId === null ? "Signed off" : "Blind rating"} by {card.by},{" "}
            <LocalTime iso={card.at} detail="date" />
          </span>
          <span>{LEVEL_TITLES[card.level]}</span>
          <span>
            Rubric version {card.rubricVersion}
            {!card.isCurrentRubric && ", no longer the latest: its labels may not fit"}
          </span>
        </p>
      </div>
      <p className="flex gap-5">
        {/* Plain links: a file is no page. */}
        <a href={`${path}/answer.md${query}`} download className={LINK}>
          Answer<span className="sr-only"> of {card.title}</span>
        </a>
        <a href={`${path}/drawing.excalidraw${query}`} download className={LINK}>
          Drawing<span className="sr-only"> of {card.title}</span>
        </a>
      </p>
    </li>
  );
}
