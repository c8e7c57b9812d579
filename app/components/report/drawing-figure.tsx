import clsx from "clsx";
import { X } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { Section } from "~/components/ui/section";
import { TextLink, textLinkStyle } from "~/components/ui/text-link";
import type { DrawnPart } from "#domain/diagram/name-parts";
import type { DebriefView, PointView } from "~/lib/report/debrief-view";
import type { CriterionView } from "~/lib/report/report-view";
import { Button } from "../ui/button";
import { CriterionLink } from "./criterion-link";
import { DrawingBoard } from "./drawing-board";
import type { DrawingSource } from "./drawing-board";
import { PartList } from "./part-list";
import { DRAWING_ID, pointAnchor, useSelection } from "./selection";
import { useOutOfView } from "./use-out-of-view";

/**
 * The submitted drawing, read-only, with the pen's rings around what a criterion rests on; and the
 * same in words, which needs no canvas.
 */
export function DrawingFigure(props: {
  /** Null where nothing was drawn. */
  drawing: DrawingSource | null;
  parts: DrawnPart[];
  criteria: CriterionView[];
  debrief?: DebriefView;
  /** The page that shows it next to the worked solution’s; null where there is none to see. */
  besideTo: string | null;
}) {
  const resting = props.criteria.filter(({ elementIds }) => elementIds.length > 0);
  return (
    <Section
      id={DRAWING_ID}
      title="Drawing"
      level={3}
      size="2xl"
      isRuled
      className="pb-8 sm:pb-12 print:pb-5"
    >
      {props.drawing === null ? (
        <p className="text-ink-soft text-lead font-serif italic">No drawing was handed in.</p>
      ) : (
        <>
          <MarkedDrawing
            drawing={props.drawing}
            criteria={resting}
            points={props.debrief?.kind === "made" ? props.debrief.points : []}
          />
          {props.besideTo && (
            <p className="mt-3 print:hidden">
              <TextLink to={props.besideTo}>Compare it with the worked solution</TextLink>
            </p>
          )}
          <PartList parts={props.parts} criteria={props.criteria} />
        </>
      )}
    </Section>
  );
}

/**
 * The canvas in its place. When a chosen criterion rests on the drawing and the drawing is scrolled
 * away, the same canvas stands in the corner instead, so that sentence and boxes are seen together.
 */
function MarkedDrawing(props: {
  drawing: DrawingSource;
  criteria: CriterionView[];
  points: readonly PointView[];
}) {
  const { drawing, criteria, points } = props;
  const { lit, chosen, choose } = useSelection();
  const place = useRef<HTMLDivElement>(null);
  const rings = useMemo(
    () => [
      ...criteria.map(({ id, elementIds }) => ({ id, elementIds })),
      ...points
        .flatMap(({ places }) => places)
        .flatMap((drawn) => (drawn.kind === "drawing" ? [drawn] : [])),
    ],
    [criteria, points],
  );
  const marked = useMemo(() => [...new Set(rings.flatMap((ring) => ring.elementIds))], [rings]);
  const litIds = rings.filter(({ id }) => lit.has(id)).flatMap((ring) => ring.elementIds);
  const chosenRings = rings.filter(({ id }) => chosen.includes(id));
  const isDocked = useOutOfView(place) && chosenRings.length > 0;
  const isChosen = (id: string): boolean => chosenRings.some((ring) => ring.id === id);
  const chosenHere = criteria.filter(({ id }) => isChosen(id));
  const pointsHere = points.filter(({ places }) => places.some(({ id }) => isChosen(id)));

  const [missedAt, setMissedAt] = useState<typeof chosen | null>(null);

  function chooseBy(elementIds: string[]) {
    const ids = rings
      .filter((ring) => ring.elementIds.some((id) => elementIds.includes(id)))
      .map(({ id }) => id);
    setMissedAt(ids.length === 0 ? chosen : null);
    if (ids.length > 0) choose(ids);
  }
  return (
    <>
      <div ref={place} className="h-[22rem] sm:h-[32rem] print:h-[26rem]">
        <div
          data-docked={isDocked || undefined}
          className={clsx(
            "bg-surface overflow-hidden rounded-lg border",
            isDocked
              ? "border-line-strong shadow-floating fixed bottom-4 left-4 z-30 h-72 w-[28rem] print:static print:h-full print:w-full"
              : "border-line relative h-full",
          )}
        >
          <DrawingBoard
            {...drawing}
            markedIds={marked}
            litIds={litIds}
            onChoose={chooseBy}
            hasZoom={!isDocked}
          />
          {isDocked && (
            <Button
              variant="quiet"
              size="sm"
              className="absolute top-2 right-2 z-20 print:hidden"
              onClick={() => choose(chosen)}
            >
              <X aria-hidden className="size-4" /> Close
            </Button>
          )}
        </div>
      </div>
      <div className="text-small mt-3 min-h-6 print:hidden" aria-live="polite">
        {missedAt === chosen && <p>No note rests on what you pressed.</p>}
        {chosenRings.length === 0 && rings.length > 0 && (
          <p className="text-ink-soft">
            Press a box or arrow with a dot to see which notes rest on it.
          </p>
        )}
        <ul className="space-y-1">
          {pointsHere.map(({ id, number, headline }) => (
            <li key={id}>
              <a href={`#${pointAnchor(number)}`} className={textLinkStyle("item")}>
                Fix first {number}
              </a>
              : {headline}
            </li>
          ))}
          {chosenHere.map((criterion) => (
            <li key={criterion.id}>
              <CriterionLink criterion={criterion} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
