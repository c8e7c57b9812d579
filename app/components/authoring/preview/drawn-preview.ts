import type { RubricContent } from "#server/authoring/preview-draft";
import type { ProblemHead } from "#domain/problems/problem.schema";
import type { TopicLink } from "#server/study/list-topic-links";
import type { DrawnPart } from "#domain/diagram/name-parts";

/** A draft's texts ready to be shown: HTML from the server; null where a file can't be read. */
export type DrawnPreview = {
  statement: { head: ProblemHead; html: string; topics: TopicLink[] } | null;
  /** Null where the solution is empty. */
  solutionHtml: string | null;
  parts: DrawnPart[] | null;
  rubric: RubricContent | null;
};
