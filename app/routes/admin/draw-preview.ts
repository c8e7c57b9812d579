import { readDiagram } from "#server/diagram/read-diagram";
import type { DraftContent } from "#server/authoring/preview-draft";
import { listTopicLinks } from "#server/study/list-topic-links";
import type { Study } from "#server/study/study";
import type { DrawnPreview } from "~/components/authoring/preview/drawn-preview";
import { nameDiagramParts } from "~/lib/report/name-diagram-parts";
import { renderMarkdown } from "~/lib/render-markdown";
import { readSceneFile } from "~/lib/scene-file";
import { toTopicTitle } from "~/lib/topic-title";

/** A draft's texts as the pages of candidates take them: Markdown rendered, topics and parts named. */
export function drawPreview(
  { study }: { study: Study },
  { statement, solutionMarkdown, rubric }: DraftContent,
  sceneText: string,
): DrawnPreview {
  const scene = readSceneFile(sceneText);
  return {
    statement: statement && {
      head: statement.head,
      html: renderMarkdown(statement.statementMarkdown),
      topics: listTopicLinks(study, statement.head.topics, toTopicTitle),
    },
    solutionHtml: solutionMarkdown === "" ? null : renderMarkdown(solutionMarkdown),
    parts: scene && nameDiagramParts(readDiagram(scene)),
    rubric,
  };
}
