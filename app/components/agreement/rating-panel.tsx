import { useState } from "react";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { RatedCriterion, Rating } from "#server/reviews/get-rating";
import { textLinkStyle } from "~/components/ui/text-link";
import { sectionAnchor } from "../report/selection";
import { ProgressBar } from "../ui/progress-bar";
import { FinishRating } from "./finish-rating";
import { RatingCriterion } from "./rating-criterion";

/** The criteria to mark, section by section, with how far one has come. */
export function RatingPanel(props: { criteria: RatedCriterion[]; marks: Rating["marks"] }) {
  const [marks, setMarks] = useState(props.marks);
  const ordered = SECTION_IDS.flatMap((section) =>
    props.criteria.filter((criterion) => criterion.section === section),
  );
  const done = ordered.filter(({ id }) => marks[id] !== undefined).length;
  return (
    <>
      <ProgressBar label="Marked" done={done} of={ordered.length} />
      {SECTION_IDS.map((section) => {
        const own = ordered.filter((criterion) => criterion.section === section);
        if (own.length === 0) return null;
        return (
          <section
            key={section}
            // The answer has a region of the same title.
            aria-label={`Criteria of ${SECTION_TITLES[section]}`}
            className="mt-6"
          >
            <h2 className="text-lg font-bold">
              <a href={`#${sectionAnchor(section)}`} className={textLinkStyle("title")}>
                {SECTION_TITLES[section]}
              </a>
            </h2>
            {own.map((criterion) => (
              <RatingCriterion
                key={criterion.id}
                criterion={criterion}
                number={ordered.indexOf(criterion) + 1}
                mark={marks[criterion.id]}
                onMark={(id, verdict) => setMarks((before) => withMark(before, id, verdict))}
              />
            ))}
          </section>
        );
      })}
      <div className="border-line mt-6 border-t pt-5">
        <FinishRating open={ordered.length - done} />
      </div>
    </>
  );
}

function withMark(
  marks: Rating["marks"],
  id: string,
  verdict: Rating["marks"][string] | undefined,
): Rating["marks"] {
  const { [id]: _, ...others } = marks;
  return verdict === undefined ? others : { ...others, [id]: verdict };
}
