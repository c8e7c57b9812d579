import { statedHolds } from "#domain/grading/holds";
import { LEVELS } from "#domain/problems/scale";
import { formatPoints, formatTotal } from "~/lib/report/format";
import type { Head } from "~/lib/report/standing-view";
import { sayStanding, sayWhatLifts } from "~/lib/report/words";
import type { HoldView } from "~/lib/report/words";
import { LevelScale } from "../charts/level-scale";
import { textLinkStyle } from "../ui/text-link";
import { JudgedBeside } from "./judged-beside";
import { PointChallenges } from "./point-challenges";
import type { OwnChallenges } from "./point-challenges";
import { pointAnchor } from "./selection";

type Points = Extract<Head, { kind: "grade" }>;

/** The total against the bars of the three levels; a reviewer's is the total, the judge's beside it. */
export function Standing({ head, challenges }: { head: Points; challenges: OwnChallenges | null }) {
  const bars = [...head.bars].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  const held = statedHolds(head);
  return (
    <section aria-labelledby="standing-title">
      <h2 id="standing-title" className="sr-only">
        Total
      </h2>
      <div className="flex flex-wrap items-end gap-x-10 gap-y-6">
        <p className="font-serif leading-none">
          <span className="text-[4rem] font-semibold tracking-tight tabular-nums sm:text-[5.5rem] print:text-[3.5rem]">
            {formatTotal(head.total)}
          </span>
          <span className="text-ink-soft ml-2 text-xl">of 100</span>
        </p>
        <div className="min-w-64 flex-1 px-4 pb-1 sm:px-6">
          <LevelScale total={head.total} bars={bars} isHeld={held.length > 0} />
        </div>
      </div>
      {held.length > 0 ? (
        <HeldLevel head={head} held={held} />
      ) : (
        <p className="mt-4 text-xl text-pretty">{sayStanding(head)}</p>
      )}
      <PointChallenges own={challenges} held={held} />
      <JudgedBeside judged={head.judged} />
      <Caps head={head} />
    </section>
  );
}

/** Why the level isn't that of the points, and what lifts it. */
function HeldLevel({ head, held }: { head: Points; held: readonly HoldView[] }) {
  const numbers = held.flatMap(({ number }) => number ?? []);
  return (
    <div className="border-mark mt-4 border-l-2 pl-4">
      <p className="text-xl text-pretty">{sayStanding(head)}</p>
      <p className="text-ink-soft mt-1">
        {sayWhatLifts(held)}{" "}
        {numbers.map((number) => (
          <a key={number} href={`#${pointAnchor(number)}`} className={textLinkStyle("plain")}>
            Read point {number}
          </a>
        ))}
      </p>
    </div>
  );
}

function Caps({ head }: { head: Points }) {
  const { caps, uncappedTotal } = head;
  if (caps.length === 0) return null;
  return (
    <ul className="mt-4 space-y-1">
      {caps.map((cap) => (
        <li key={cap.id} className="border-mark border-l-2 pl-4">
          <strong>Capped at {formatPoints(cap.maxTotal)}</strong> (the points alone come to{" "}
          {formatTotal(uncappedTotal)}): {cap.reason} Closing the gap lifts the cap, even partly.
        </li>
      ))}
    </ul>
  );
}
