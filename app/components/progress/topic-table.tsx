import clsx from "clsx";
import type { TopicCell, TopicHistory } from "#server/practice/topic-history";
import type { TopicLink } from "#server/study/list-topic-links";
import { TextLink } from "~/components/ui/text-link";
import { formatTime } from "~/lib/time";

/** Periods that a narrow screen has room for. */
const NARROW = 3;

/**
 * Topics by time: each cell says how much of what was asked was there, and is darker the more it was.
 * The figures stand in the cells, so that it is right without colour and on paper.
 */
export function TopicTable(props: { history: TopicHistory; topics: readonly TopicLink[] }) {
  const { periods, by, topics } = props.history;
  const isHidden = (index: number) => index < periods.length - NARROW && "max-sm:hidden";
  return (
    <table className="w-full border-separate border-spacing-0.5 tabular-nums">
      <caption className="sr-only">
        Percent of what was asked of each topic that was met, by {by}; the weakest first
      </caption>
      <thead>
        <tr className="text-ink-soft text-small">
          <th scope="col" className="text-left font-normal">
            Topic
          </th>
          {periods.map((period, index) => (
            <th key={period} scope="col" className={clsx("font-normal", isHidden(index))}>
              {by === "week" && "week of "}
              {formatTime(period, by === "week" ? "day" : "month", "UTC")}
            </th>
          ))}
          <th scope="col" className="font-normal">
            All
          </th>
        </tr>
      </thead>
      <tbody>
        {topics.map(({ slug, percent, marks, cells }) => {
          const topic = props.topics.find((one) => one.slug === slug);
          return (
            <tr key={slug}>
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {topic?.hasPage ? (
                  <TextLink to={`/learn/topics/${slug}`} look="item">
                    {topic.title}
                  </TextLink>
                ) : (
                  topic?.title
                )}
              </th>
              {cells.map((cell, index) => (
                <ShareCell key={periods[index]} cell={cell} className={isHidden(index)} />
              ))}
              <td className="pl-2 text-center font-semibold" title={`${marks} marks`}>
                {percent}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ShareCell(props: { cell: TopicCell; className: string | false }) {
  const { cell } = props;
  if (cell === null)
    return <td className={clsx("text-ink-faint text-center", props.className)}>–</td>;
  // Of the ink of the theme, never so much that the figure on it can't be read.
  const share = Math.round(cell.percent * 0.45);
  return (
    <td
      className={clsx("rounded-sm text-center", props.className)}
      style={{
        backgroundColor: `color-mix(in oklab, var(--color-accent) ${share}%, var(--color-sunken))`,
      }}
    >
      {cell.percent}
    </td>
  );
}
