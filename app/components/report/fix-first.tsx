import { UserRound } from "lucide-react";
import { SECTION_TITLES } from "#domain/problems/scale";
import { DANGER_WORDS } from "~/lib/report/debrief-view";
import type { PointView } from "~/lib/report/debrief-view";
import { listSums, sayFigure } from "~/lib/report/say-figure";
import { Badge } from "../ui/badge";
import type { BadgeTone } from "../ui/badge";
import { Section } from "../ui/section";
import { PlaceLink } from "./place-link";
import { pointAnchor, useSelection } from "./selection";

const TONES: Record<PointView["danger"], BadgeTone> = {
  sinks: "danger",
  weakens: "warn",
  polish: "plain",
};

/** What an interviewer would bring up, the most dangerous first. */
export function FixFirst({ points }: { points: readonly PointView[] }) {
  if (points.length === 0) return null;
  return (
    <Section title="Fix first" size="2xl" isRuled className="pb-10">
      <ol className="space-y-9 print:space-y-4">
        {points.map((point) => (
          <li key={point.id}>
            <Point point={point} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One point: what is wrong, the words it rests on in the margin, what follows, what to say instead. */
function Point({ point }: { point: PointView }) {
  const selection = useSelection();
  const { number, places } = point;
  const ids = places.map(({ id }) => id);
  const titleId = `${pointAnchor(number)}-title`;
  return (
    <article
      id={pointAnchor(number)}
      tabIndex={-1}
      aria-labelledby={titleId}
      data-lit={ids.some((id) => selection.lit.has(id)) || undefined}
      {...selection.pointing(ids)}
      className="note border-line data-lit:border-mark scroll-mt-6 break-inside-avoid border-l-2 pl-4 outline-offset-4 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-14 print:block"
    >
      <header className="lg:col-start-1">
        <p className="text-ink-soft text-small flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="text-ink text-lg font-bold tabular-nums">{number}</span>
          <Badge tone={TONES[point.danger]}>{DANGER_WORDS[point.danger]}</Badge>
          <span>{SECTION_TITLES[point.section]}</span>
        </p>
        <h3 id={titleId} className="text-heading mt-1.5 leading-snug font-semibold text-pretty">
          {point.headline}
        </h3>
      </header>
      <div className="mt-3 space-y-3 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:mt-0">
        {places.map((place) => (
          <PlaceLink key={place.id} place={place} ids={ids} />
        ))}
      </div>
      <div className="lg:col-start-1">
        <p className="text-body mt-3 max-w-[68ch] text-pretty">{point.consequence}</p>
        <div className="border-accent bg-accent-soft mt-4 max-w-[68ch] rounded-r-md border-l-4 py-2.5 pr-4 pl-4 print:py-1">
          <p className="text-accent text-small font-semibold">Say instead</p>
          <p className="text-body mt-0.5 font-serif leading-normal text-pretty">
            “{point.sayInstead}”
          </p>
        </div>
        {point.corrected !== null && <Corrected by={point.corrected.by} />}
        <Sums figures={listSums(point.figures)} />
      </div>
    </article>
  );
}

/** That a person put it in other words. */
function Corrected({ by }: { by: string }) {
  return (
    <p className="text-ink-soft text-small mt-2">
      <UserRound aria-hidden className="mr-1 inline size-4 align-[-0.15em]" />
      Corrected by {by}
    </p>
  );
}

function Sums({ figures }: { figures: PointView["figures"] }) {
  if (figures.length === 0) return null;
  return (
    <details className="text-ink-soft text-small mt-2">
      <summary className="w-fit rounded-sm">Where the figures come from</summary>
      <ul className="mt-1 space-y-1.5 pl-4">
        {figures.map((figure) => {
          const { sum, inputs } = sayFigure(figure);
          return (
            <li key={`${figure.shown} ${figure.expression}`} className="wrap-anywhere">
              <strong className="text-ink font-semibold tabular-nums">{figure.shown}</strong>: {sum}
              <span className="block">{inputs.join("; ")}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
