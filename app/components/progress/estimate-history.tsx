import type { EstimateScore } from "#server/practice/read-scores";
import { RangeLine } from "~/components/charts/time-line";
import { FigureTable } from "~/components/ui/figure-table";
import { TextLink } from "~/components/ui/text-link";
import { sayRange } from "~/lib/report/result-words";
import { formatTime } from "~/lib/time";
import { Figures } from "./figures";

/** Estimates as they went: a range each, by themselves. */
export function EstimateHistory(props: { estimates: readonly EstimateScore[]; timeZone: string }) {
  const { estimates, timeZone } = props;
  const ranges = estimates.map(({ attemptId, at, low, high }) => ({
    key: attemptId,
    at,
    low,
    high,
  }));
  return (
    <>
      <RangeLine title="Estimates, of 100 points" ranges={ranges} timeZone={timeZone} />
      <Figures>
        <FigureTable
          caption="Estimates, newest first"
          heads={["Interview", "Between"]}
          areHeadsSeen
          className="max-w-[40rem]"
          rows={[...estimates].reverse().map((estimate) => ({
            key: estimate.attemptId,
            name: (
              <>
                <TextLink to={`/attempts/${estimate.attemptId}/report`} look="item">
                  {estimate.title}
                </TextLink>
                <span className="text-ink-soft block">
                  {formatTime(estimate.at, "date", timeZone)}
                </span>
              </>
            ),
            figures: [sayRange(estimate)],
          }))}
        />
      </Figures>
    </>
  );
}
