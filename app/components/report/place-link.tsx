import { Shapes } from "lucide-react";
import type { MouseEvent } from "react";
import { sayParts } from "#domain/diagram/name-parts";
import { sayWhere } from "~/lib/report/debrief-view";
import type { PlaceView } from "~/lib/report/debrief-view";
import { textLinkStyle } from "../ui/text-link";
import { DRAWING_ID, exchangeAnchor, sectionAnchor, useSelection } from "./selection";

/**
 * The candidate's words, or parts of their drawing, as a link to where they are marked. Without a script
 * it leads to the section.
 */
export function PlaceLink(props: {
  place: PlaceView;
  /** What lights up with it: all places of its point. */
  ids: readonly string[];
}) {
  const { place, ids } = props;
  const { chosen, choose } = useSelection();

  function goThere(event: MouseEvent) {
    if (ids.some((id) => !chosen.includes(id))) choose(ids);
    const mark = document.querySelector<HTMLElement>(`[data-criteria~="${place.id}"]`);
    if (mark === null) return;
    event.preventDefault();
    // A mark in a folded text opens it by getting the focus.
    mark.focus({ preventScroll: true });
    requestAnimationFrame(() => mark.scrollIntoView({ block: "center", behavior: "smooth" }));
  }
  if (place.kind === "drawing") {
    return (
      <p className="text-small">
        <a href={`#${DRAWING_ID}`} onClick={goThere} className={textLinkStyle("plain")}>
          <Shapes aria-hidden className="mr-1 inline size-4 align-[-0.15em]" />
          {sayWhere(place)}
        </a>
        : {sayParts(place.parts, place.elementIds.length)}
      </p>
    );
  }
  const anchor = place.kind === "reply" ? exchangeAnchor(place.turn) : sectionAnchor(place.section);
  return (
    <blockquote className="text-body font-serif leading-normal wrap-anywhere">
      <a
        href={`#${anchor}`}
        onClick={goThere}
        className="group text-ink-soft hover:text-ink block rounded-sm no-underline"
      >
        “{place.quote}”{" "}
        <span className="text-accent text-small font-sans whitespace-nowrap underline underline-offset-2">
          {sayWhere(place)}
        </span>
      </a>
    </blockquote>
  );
}
