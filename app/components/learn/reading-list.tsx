import type { TopicHead } from "#domain/study/study.schema";

export function ReadingList(props: { reading: TopicHead["reading"] }) {
  return (
    <section aria-labelledby="reading">
      <h2 id="reading" className="text-lg font-bold">
        Read
      </h2>
      <ul className="mt-2">
        {props.reading.map(({ authors, title, year }) => (
          <li key={title} className="py-1.5">
            <cite className="block font-serif italic">{title}</cite>
            <span className="text-ink-soft">
              {authors}, {year}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
