import type { ContentIssue } from "./content-error";
import type { ReadProblem } from "./read-problem";
import type { ReadRubric } from "./read-rubric";

/** Where a topic is named in a file, and on which line. */
type TopicUse = { slug: string } & Pick<ContentIssue, "file" | "line" | "field">;

type Sources = { problem: ReadProblem | null; rubric: ReadRubric | null };

/** Every topic that a problem or its rubric names must have a page. */
export function checkTopics(sources: Sources, topics: readonly string[]): ContentIssue[] {
  const known = new Set(topics);
  return listTopicUses(sources)
    .filter(({ slug }) => !known.has(slug))
    .map(({ slug, ...place }) => ({ ...place, message: `no topic is called "${slug}"` }));
}

function listTopicUses({ problem, rubric }: Sources): TopicUse[] {
  const ofProblem = (problem?.problem.head.topics ?? []).map((slug, index) => ({
    slug,
    file: problem?.source.file ?? "",
    line: problem?.source.lineOf(["topics", index]) ?? null,
    field: `topics[${index}]`,
  }));
  return [...ofProblem, ...(rubric ? listRubricUses(rubric) : [])];
}

function listRubricUses({ rubric, source }: ReadRubric): TopicUse[] {
  const { criteria, curveball = [], misconceptions } = rubric;
  return Object.entries({ criteria, curveball, misconceptions }).flatMap(([list, items]) =>
    items.flatMap(({ topics }, at) =>
      topics.map((slug, index) => ({
        slug,
        file: source.file,
        line: source.lineOf([list, at, "topics", index]),
        field: `${list}[${at}].topics[${index}]`,
      })),
    ),
  );
}
