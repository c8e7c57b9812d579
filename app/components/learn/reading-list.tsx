import type { TopicHead } from "#domain/study/study.schema";
import { textLinkStyle } from "~/components/ui/text-link";
import { Section } from "~/components/ui/section";

export function ReadingList(props: { reading: TopicHead["reading"] }) {
  return (
    <Section title="Read" size="md">
      <ul>
        {props.reading.map(({ authors, title, year, url }) => (
          <li key={title} className="py-1.5">
            <cite className="block font-serif italic">
              {url === undefined ? (
                title
              ) : (
                <a href={url} className={textLinkStyle("item")}>
                  {title}
                </a>
              )}
            </cite>
            <span className="text-ink-soft">
              {authors}, {year}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
