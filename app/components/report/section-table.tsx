import { toWholeTotal } from "#domain/grading/whole-total";
import { FigureTable } from "~/components/ui/figure-table";
import { textLinkStyle } from "~/components/ui/text-link";
import type { Outcome, SectionView } from "~/lib/report/report-view";
import { Radar } from "../charts/radar";
import { sectionAnchor } from "./selection";

type Capped = Pick<Extract<Outcome, { kind: "grade" }>, "total">;

/**
 * The five sections as a shape and as figures that add up to the total.
 * @param props.head where a cap may lower their sum
 */
export function SectionTable(props: { sections: SectionView[]; head?: Capped }) {
  const { sections, head } = props;
  const sum = addUp(sections);
  const total = head === undefined ? sum.points : toWholeTotal(head.total);
  const lost = sum.points - total;
  return (
    <div className="print:flex print:items-center print:gap-8">
      {/* On a phone the figures below say it in less room. */}
      <div className="hidden sm:block print:block">
        <Radar
          axes={sections.map(({ title, score }) => ({
            label: title,
            percent: score?.percent ?? null,
          }))}
        />
      </div>
      <FigureTable
        caption="Points by section"
        heads={["Section", "Points"]}
        rows={[
          ...sections.map(({ section, title, score }) => ({
            key: section,
            name: (
              <a href={`#${sectionAnchor(section)}`} className={textLinkStyle("item")}>
                {title}
              </a>
            ),
            figures: [
              score === null || score.percent === null ? (
                <span key="points" className="text-ink-soft">
                  not assessed
                </span>
              ) : (
                <Points key="points" points={score.points} of={score.possible} />
              ),
            ],
          })),
          {
            key: "sum",
            name: lost > 0 ? "All sections" : "Total",
            figures: [<Points key="points" points={sum.points} of={sum.possible} />],
          },
          ...(lost > 0
            ? [
                { key: "cap", name: `Capped at ${total}`, figures: [`−${lost}`] },
                {
                  key: "total",
                  name: "Total",
                  figures: [<Points key="points" points={total} of={sum.possible} />],
                },
              ]
            : []),
        ]}
        className="text-small mt-2 max-w-[22rem]"
      />
    </div>
  );
}

function Points(props: { points: number; of: number }) {
  return (
    <>
      <strong className="font-semibold">{props.points}</strong>{" "}
      <span className="text-ink-soft">of {props.of}</span>
    </>
  );
}

function addUp(sections: readonly SectionView[]): { points: number; possible: number } {
  const scores = sections.flatMap(({ score }) => score ?? []);
  return {
    points: scores.reduce((sum, { points }) => sum + points, 0),
    possible: scores.reduce((sum, { possible }) => sum + possible, 0),
  };
}
