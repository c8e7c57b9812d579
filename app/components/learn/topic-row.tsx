import type { TopicLine } from "#server/study/list-study-map";
import { Badge } from "~/components/ui/badge";
import { TextLink } from "~/components/ui/text-link";

/** A topic in a list: what its page is, and what about it is to be practised. */
export function TopicRow(props: {
  topic: TopicLine;
  /** How many criteria about it the reader has to practise. */
  missed: number;
}) {
  const { topic, missed } = props;
  return (
    <li className="break-inside-avoid py-1.5">
      <TextLink to={`/learn/topics/${topic.slug}`} prefetch="intent" look="row">
        {topic.title}
      </TextLink>
      {topic.isLesson && (
        <Badge className="ml-2">{topic.hasWorkbench ? "lesson, workbench" : "lesson"}</Badge>
      )}
      {topic.newIn !== null && (
        <Badge tone="accent" className="ml-2">
          new in {topic.newIn}
        </Badge>
      )}
      {missed > 0 && (
        <Badge tone="warn" className="ml-2">
          {missed} to practice
        </Badge>
      )}
      <span className="text-ink-soft block text-pretty">{topic.summary}</span>
    </li>
  );
}
