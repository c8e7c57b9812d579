import type { TopicProblem } from "#server/study/list-topic-problems";

/** A problem as a topic's page lists it. */
export type TopicProblemView = { slug: string; title: string; weight: string };

export function viewTopicProblem({ slug, title, ...asks }: TopicProblem): TopicProblemView {
  return { slug, title, weight: sayWeight(asks) };
}

function sayWeight({ isMain, criteria }: Pick<TopicProblem, "isMain" | "criteria">): string {
  if (criteria === 0) return "Touches it";
  const count = criteria === 1 ? "1 criterion asks" : `${criteria} criteria ask`;
  return isMain ? `${count} for it` : `${count} for it in passing`;
}
