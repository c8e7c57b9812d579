import { textLinkStyle } from "~/components/ui/text-link";
import type { SectionView } from "~/lib/report/report-view";
import { sectionAnchor } from "./selection";

/** How many of its ideas an estimate found in each section. No shape: the counts aren't measures. */
export function IdeasTable(props: { sections: SectionView[] }) {
  return (
    <table className="text-small w-full max-w-[22rem] self-start tabular-nums">
      <caption className="text-ink-soft mb-1 text-left">Ideas found by section</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Section</th>
          <th scope="col">Ideas found</th>
        </tr>
      </thead>
      <tbody>
        {props.sections.map(({ section, title, ideas }) => (
          <tr key={section} className="border-line border-b last:border-0">
            <th scope="row" className="py-1.5 text-left font-normal">
              <a href={`#${sectionAnchor(section)}`} className={textLinkStyle("item")}>
                {title}
              </a>
            </th>
            <td className="py-1.5 text-right">
              {ideas === null ? "–" : `${ideas.found} of ${ideas.of}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
