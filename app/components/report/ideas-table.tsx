import { FigureTable } from "~/components/ui/figure-table";
import { textLinkStyle } from "~/components/ui/text-link";
import type { SectionView } from "~/lib/report/report-view";
import { sectionAnchor } from "./selection";

/** How many of its ideas an estimate found in each section. No shape: the counts aren't measures. */
export function IdeasTable(props: { sections: SectionView[] }) {
  return (
    <FigureTable
      caption="Ideas found by section"
      isCaptionSeen
      heads={["Section", "Ideas found"]}
      rows={props.sections.map(({ section, title, ideas }) => ({
        key: section,
        name: (
          <a href={`#${sectionAnchor(section)}`} className={textLinkStyle("item")}>
            {title}
          </a>
        ),
        figures: [ideas === null ? "–" : `${ideas.found} of ${ideas.of}`],
      }))}
      className="text-small max-w-[22rem] self-start"
    />
  );
}
