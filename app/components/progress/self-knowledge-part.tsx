import type { SelfKnowledge } from "#server/practice/self-knowledge";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { TimeLine } from "~/components/charts/time-line";
import { FigureTable } from "~/components/ui/figure-table";
import { formatTime } from "~/lib/time";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { Figures } from "./figures";

const FOUND = ["met", "partial", "not_met"] as const;
const LOOKS: Record<PersonVerdict, { bar: string; text: string }> = {
  met: { bar: "fill-accent", text: "fill-accent-ink" },
  partial: { bar: "fill-accent-soft stroke-accent", text: "fill-ink" },
  not_met: { bar: "fill-surface stroke-accent", text: "fill-ink" },
};
/** Narrower parts have no room for their figure. */
const LEAST_LABELLED = 0.06;

/** How well a candidate knew what they had written. */
export function SelfKnowledgePart(props: { known: SelfKnowledge; timeZone: string }) {
  const { known, timeZone } = props;
  const points = known.attempts.map(({ attemptId, at, agreed, of }) => ({
    key: attemptId,
    at,
    value: (100 * agreed) / of,
  }));
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-2">
      <div className="min-w-0">
        <p className="mb-4 max-w-prose">
          Of {known.of} marks you gave yourself before seeing the grade, {known.agreed} matched.{" "}
          {known.over} were too generous, {known.under} too strict.
        </p>
        {known.said
          .filter(({ count }) => count > 0)
          .map((row) => (
            <SaidRow key={row.verdict} {...row} />
          ))}
        <Figures>
          <FigureTable
            caption="What you said and what was found"
            heads={["You said", ...FOUND.map((verdict) => VERDICT_WORDS[verdict]), "Marks"]}
            areHeadsSeen
            rows={known.said.map(({ verdict, found, count }) => ({
              key: verdict,
              name: VERDICT_WORDS[verdict],
              figures: [...FOUND.map((what) => found[what]), count],
            }))}
          />
        </Figures>
      </div>
      <div className="min-w-0">
        <h3 className="font-semibold">Matches by interview</h3>
        <TimeLine
          title="Matching self-marks, percent by interview"
          points={points}
          timeZone={timeZone}
          unit=" %"
        />
        <Figures>
          <FigureTable
            caption="Matching self-marks, newest first"
            heads={["Interview", "Matched", "Marks"]}
            areHeadsSeen
            rows={[...known.attempts]
              .reverse()
              .map(({ attemptId, at, agreed, of }) => ({
                key: attemptId,
                name: formatTime(at, "date", timeZone),
                figures: [agreed, of],
              }))}
          />
        </Figures>
      </div>
    </div>
  );
}

function SaidRow({ verdict, found, count }: SelfKnowledge["said"][number]) {
  let before = 0;
  const parts = FOUND.map((what) => {
    const share = found[what] / count;
    const start = before;
    before += share;
    return { what, share, start, figure: found[what] };
  }).filter(({ share }) => share > 0);
  const said = FOUND.map((what) => `${found[what]} ${VERDICT_WORDS[what].toLowerCase()}`);
  return (
    <div className="mt-3">
      <p>
        You said <strong>{VERDICT_WORDS[verdict].toLowerCase()}</strong>{" "}
        <span className="text-ink-soft tabular-nums">({count})</span>
      </p>
      <svg
        role="img"
        aria-label={`Found: ${said.join(", ")}.`}
        className="mt-1 h-11 w-full overflow-visible"
      >
        {parts.map(({ what, share, start, figure }) => (
          <g key={what}>
            <rect
              x={`${start * 100}%`}
              width={`${share * 100}%`}
              y="1"
              height="22"
              strokeWidth="1"
              className={LOOKS[what].bar}
            />
            {share >= LEAST_LABELLED && (
              <text
                x={`${(start + share / 2) * 100}%`}
                y="17"
                textAnchor="middle"
                className={`${LOOKS[what].text} text-small font-semibold tabular-nums`}
              >
                {figure}
              </text>
            )}
            {share >= 3 * LEAST_LABELLED && (
              <text
                x={`${(start + share / 2) * 100}%`}
                y="40"
                textAnchor="middle"
                className="fill-ink-soft text-fine"
              >
                {VERDICT_WORDS[what].toLowerCase()}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
