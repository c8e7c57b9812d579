import { Fragment } from "react";
import type { GradeScore } from "#server/practice/read-scores";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { TimeLine } from "~/components/charts/time-line";
import { ScrollArea } from "~/components/ui/scroll-area";
import { FigureTable } from "~/components/ui/figure-table";
import { HeldMark } from "~/components/ui/held-mark";
import { TextLink } from "~/components/ui/text-link";
import { formatTotal } from "~/lib/report/format";
import { toPoint, toTotalPoint } from "~/components/charts/score-points";
import { formatTime } from "~/lib/time";
import { Figures } from "./figures";

/** Totals and sections as they went, by grades or by own marks, never by both. */
export function ScoreHistory(props: {
  scores: readonly GradeScore[];
  timeZone: string;
  /** "Total" of what. */
  totalTitle: string;
}) {
  const { scores, timeZone, totalTitle } = props;
  const plots = [
    { title: totalTitle, points: scores.map(toTotalPoint) },
    ...SECTION_IDS.map((section) => ({
      title: SECTION_TITLES[section],
      points: scores.flatMap((score) => {
        const percent = score.sections[section];
        return percent === null ? [] : [toPoint(score, percent)];
      }),
    })),
  ];
  return (
    <>
      <ul className="grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {plots.map(({ title, points }) => (
          <li key={title} className="min-w-0 break-inside-avoid">
            <h3 className="font-semibold">{title}</h3>
            {points.length === 0 ? (
              <p className="text-ink-soft text-small">Not assessed yet.</p>
            ) : (
              <TimeLine title={title} points={points} timeZone={timeZone} />
            )}
          </li>
        ))}
      </ul>
      <Figures>
        <ScrollArea label={`${totalTitle} and sections`}>
          <FigureTable
            caption={`${totalTitle} and sections, newest first`}
            heads={["Interview", "Total", ...SECTION_IDS.map((id) => SECTION_TITLES[id])]}
            areHeadsSeen
            className="min-w-[44rem]"
            rows={[...scores].reverse().map((score) => ({
              key: score.attemptId,
              name: (
                <>
                  <TextLink to={`/attempts/${score.attemptId}/report`} look="item">
                    {score.title}
                  </TextLink>
                  <span className="text-ink-soft block">
                    {formatTime(score.at, "date", timeZone)}
                    {score.kind === "retry" && ", retry of a section"}
                  </span>
                </>
              ),
              figures: [
                <Fragment key="total">
                  {formatTotal(score.total)}
                  <HeldMark heldBy={score.heldBy} />
                </Fragment>,
                ...SECTION_IDS.map((id) => sayPercent(score.sections[id])),
              ],
            }))}
          />
        </ScrollArea>
      </Figures>
    </>
  );
}

function sayPercent(percent: number | null): string {
  return percent === null ? "–" : String(Math.round(percent));
}
