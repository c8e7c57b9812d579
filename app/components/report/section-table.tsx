import { textLinkStyle } from "~/components/ui/text-link";
import type { SectionView } from "~/lib/report/report-view";
import { formatPoints } from "~/lib/report/format";
import { Radar } from "../charts/radar";
import { sectionAnchor } from "./selection";

/** The five sections as a shape and as figures. */
export function SectionTable(props: { sections: SectionView[] }) {
  return (
    <div className="print:flex print:items-center print:gap-8">
      <Radar
        axes={props.sections.map(({ title, score }) => ({
          label: title,
          percent: score?.percent ?? null,
        }))}
      />
      <table className="text-small mt-2 w-full max-w-[22rem] tabular-nums">
        <caption className="sr-only">Points by section</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Section</th>
            <th scope="col">Points</th>
            <th scope="col">Of 100</th>
          </tr>
        </thead>
        <tbody>
          {props.sections.map(({ section, title, score }) => (
            <tr key={section} className="border-line border-b last:border-0">
              <th scope="row" className="py-1 text-left font-normal">
                <a href={`#${sectionAnchor(section)}`} className={textLinkStyle("item")}>
                  {title}
                </a>
              </th>
              <td className="text-ink-soft py-1 text-right">
                {score === null
                  ? "–"
                  : `${formatPoints(score.points)} of ${formatPoints(score.possible)}`}
              </td>
              <td className="w-16 py-1 text-right font-semibold">
                {score === null || score.percent === null ? "–" : Math.round(score.percent)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
