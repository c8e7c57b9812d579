import { LEVEL_TITLES, LENS_TITLES } from "#domain/problems/scale";
import { FigureTable } from "~/components/ui/figure-table";
import { LocalTime } from "~/components/ui/local-time";
import { ResultFigure } from "~/components/ui/result-figure";
import { TextLink } from "~/components/ui/text-link";
import type { ComparisonView, GradeAt, SideView } from "~/lib/compare/comparison-view";
import { sayAttempt, sayDifference } from "~/lib/compare/words";

/** The two scores next to each other, what lies between them, and the sections. */
export function ComparedScores(props: { view: ComparisonView; isOwn: boolean }) {
  const { before, after, scores, sections } = props.view;
  const hasFigures = [before, after].some(({ gradeAt }) => gradeAt === "shown");
  return (
    <section aria-label="Scores" className="mb-12">
      <div className="grid gap-x-12 gap-y-6 sm:grid-cols-2">
        <Side title="Earlier" side={before} isOwn={props.isOwn} />
        <Side title="Later" side={after} isOwn={props.isOwn} />
      </div>
      {scores !== null && (
        <p className="mt-5 max-w-prose text-lg text-pretty">{sayDifference(scores)}</p>
      )}
      {scores?.isOtherJudge && (
        <p className="text-ink-soft mt-1 max-w-prose">
          Two different judges graded them, which may explain some of the changes.
        </p>
      )}
      {hasFigures && (
        <FigureTable
          caption="Sections, earlier and later"
          heads={["Section", "Earlier", "Later"]}
          areHeadsSeen
          rows={sections.map(({ section, title, before: from, after: to }) => ({
            key: section,
            name: title,
            figures: [sayFigure(from), sayFigure(to)],
          }))}
          className="mt-6 max-w-xl"
        />
      )}
    </section>
  );
}

const MISSING: Record<Exclude<GradeAt, "shown">, string> = {
  unopened: "Its grade is ready.",
  under_way: "No grade yet: it is being graded.",
  none: "No grade yet.",
};

function Side(props: { title: string; side: SideView; isOwn: boolean }) {
  const { side } = props;
  const to = `/attempts/${side.id}/report`;
  return (
    <div className="border-line-strong border-t-2 pt-3">
      <h2 className="text-lg font-bold">{props.title}</h2>
      <p className="text-ink-soft">
        {sayAttempt(side)} · <LocalTime iso={side.submittedAt} />
      </p>
      <p className="text-ink-soft">
        {LEVEL_TITLES[side.level]} level · {LENS_TITLES[side.lens]} lens
      </p>
      {side.result !== null && (
        <p className="text-ink-soft mt-3">
          <ResultFigure result={side.result} judged={side.judged} />
        </p>
      )}
      {side.gradeAt !== "shown" && (
        <p className="mt-3">
          {MISSING[side.gradeAt]}{" "}
          {side.gradeAt === "unopened" && "Open the report to see it here too."}
        </p>
      )}
      <p className="mt-2 print:hidden">
        <TextLink to={to}>Open the report</TextLink>
      </p>
    </div>
  );
}

type Figure = ComparisonView["sections"][number]["before"];

function sayFigure({ percent, ideas }: Figure): string {
  if (ideas !== null) return ideas.of === 0 ? "–" : `${ideas.found} of ${ideas.of} ideas`;
  return percent === null ? "–" : `${Math.round(percent)} of 100`;
}
