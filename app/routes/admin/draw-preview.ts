import type { AppLoadContext } from "@remix-run/node";
import type { DraftContent } from "#server/authoring/preview-draft";
import { listTopicLinks } from "#server/study/list-topic-links";
import type { DrawnPreview } from "~/components/authoring/preview/drawn-preview";
import { nameDiagramParts } from "#domain/diagram/name-parts";
import { toTopicTitle } from "~/lib/topic-title";

/** A draft's texts as the pages of candidates take them: Markdown rendered, topics and parts named. */
export async function drawPreview(
  { study, drawDraft }: Pick<AppLoadContext, "study" | "drawDraft">,
  { statement, solutionMarkdown, sceneText, rubric }: DraftContent,
): Promise<DrawnPreview> {
  const statementMarkdown = statement?.statementMarkdown ?? null;
  const drawn = await drawDraft({ statementMarkdown, solutionMarkdown, sceneText });
  return {
    statement: statement && {
      head: statement.head,
      html: drawn.statementHtml ?? "",
      topics: listTopicLinks(study, statement.head.topics, toTopicTitle),
    },
    solutionHtml: drawn.solutionHtml,
    parts: drawn.diagram && nameDiagramParts(drawn.diagram),
    rubric,
  };
}
