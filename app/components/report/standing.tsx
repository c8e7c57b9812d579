import { LEVELS, LEVEL_TITLES } from "#domain/problems/scale";
import type { CriterionView, Outcome } from "~/lib/report/report-view";
import { LevelScale } from "../charts/level-scale";
import { formatPoints } from "~/lib/report/format";
import { findNextBar, sayStanding } from "~/lib/report/words";
import { CriterionLinks } from "./criterion-links";

/** Heaviest first, so these are where to begin; a longer list would only discourage. */
const MOST_NAMED = 6;

type Points = Extract<Outcome, { kind: "grade" }>;

/** The total against the bars of the three levels, and what separates it from the next one. */
export function Standing(props: { outcome: Points; criteria: Map<string, CriterionView> }) {
  const { outcome } = props;
  const bars = [...outcome.bars].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return (
    <section aria-labelledby="standing-title">
      <h2 id="standing-title" className="sr-only">
        Total
      </h2>
      <div className="flex flex-wrap items-end gap-x-10 gap-y-6">
        <p className="font-serif leading-none">
          <span className="text-[5.5rem] font-semibold tracking-tight tabular-nums">
            {formatPoints(outcome.total)}
          </span>
          <span className="text-ink-soft ml-2 text-xl">of 100</span>
        </p>
        <div className="min-w-64 flex-1 px-4 pb-1 sm:px-6">
          <LevelScale total={outcome.total} bars={bars} />
        </div>
      </div>
      <p className="mt-4 text-xl text-pretty">
        <Sentence parts={bars.map(sayStanding)} />
      </p>
      <Caps outcome={outcome} />
      <Separates outcome={outcome} criteria={props.criteria} />
    </section>
  );
}

function Sentence(props: { parts: string[] }) {
  const text = props.parts.join(", ");
  return <>{`${text.charAt(0).toUpperCase()}${text.slice(1)}.`}</>;
}

function Caps(props: { outcome: Points }) {
  const { caps, uncappedTotal } = props.outcome;
  if (caps.length === 0) return null;
  return (
    <ul className="mt-4 space-y-1">
      {caps.map((cap) => (
        <li key={cap.id} className="border-mark border-l-2 pl-4">
          <strong>Capped at {formatPoints(cap.maxTotal)}</strong> (the points alone come to{" "}
          {formatPoints(uncappedTotal)}): {cap.reason}
        </li>
      ))}
    </ul>
  );
}

function Separates(props: { outcome: Points; criteria: Map<string, CriterionView> }) {
  const next = findNextBar(props.outcome.bars);
  const missing = next?.separates.flatMap((id) => props.criteria.get(id) ?? []) ?? [];
  if (next === null) return null;
  return (
    <CriterionLinks
      title={`What separates you from ${LEVEL_TITLES[next.level].toLowerCase()}`}
      criteria={missing.slice(0, MOST_NAMED)}
    >
      {missing.length > MOST_NAMED && (
        <p className="text-ink-soft mt-2 pl-14">and {missing.length - MOST_NAMED} more, below</p>
      )}
    </CriterionLinks>
  );
}
