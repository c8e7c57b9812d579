import { FigureTable } from "~/components/ui/figure-table";
import { textLinkStyle } from "~/components/ui/text-link";
import type { SectionView } from "~/lib/report/report-view";
import { formatPoints } from "~/lib/report/format";
import { Radar } from "../charts/radar";
import { sectionAnchor } from "./selection";

/** The five sections as a shape and as figures. */
export function SectionTable(props: { sections: SectionView[] }) {
  return (
    <div className="print:flex print:items-center print:gap-8">
      {/* On a phone the figures below say it in less room. */}
      <div className="hidden sm:block print:block">
        <Radar
          axes={props.sections.map(({ title, score }) => ({
            label: title,
            percent: score?.percent ?? null,
          }))}
        />
      </div>
      <FigureTable
        caption="Points by section"
        heads={["Section", "Points", "Of 100"]}
        rows={props.sections.map(({ section, title, score }) => ({
          key: section,
          name: (
            <a href={`#${sectionAnchor(section)}`} className={textLinkStyle("item")}>
              {title}
            </a>
          ),
          figures: [
            <span key="points" className="text-ink-soft">
              {score === null
                ? "–"
                : `${formatPoints(score.points)} of ${formatPoints(score.possible)}`}
            </span>,
            <strong key="percent" className="font-semibold">
              {score === null || score.percent === null ? "–" : Math.round(score.percent)}
            </strong>,
          ],
        }))}
        className="text-small mt-2 max-w-[22rem]"
      />
    </div>
  );
}
