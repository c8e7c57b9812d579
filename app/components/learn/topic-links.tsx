import type { TopicLink } from "#server/study/list-topic-links";
import { TextLink } from "~/components/ui/text-link";

const CHIP = "bg-sunken rounded-sm px-2 py-1 text-small inline-block";

/** Topics as chips: each leads to its page; one without a page is only a word. */
export function TopicLinks(props: { topics: readonly TopicLink[] }) {
  return (
    <ul className="flex flex-wrap gap-2">
      {props.topics.map(({ slug, title, hasPage }) => (
        <li key={slug}>
          {hasPage ? (
            <TextLink to={`/learn/topics/${slug}`} look="item" className={CHIP}>
              {title}
            </TextLink>
          ) : (
            <span className={`${CHIP} text-ink-soft`}>{title}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
