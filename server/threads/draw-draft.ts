import { renderMarkdown } from "#domain/markdown/render-markdown";
import { readSceneFile } from "#domain/diagram/scene-file";
import type { Diagram } from "#domain/diagram/diagram.schema";
import { readDiagram } from "#domain/diagram/read-diagram";

export type DraftToDraw = {
  /** Null where there is none that can be read. */
  statementMarkdown: string | null;
  solutionMarkdown: string;
  sceneText: string;
};

export type DrawnDraft = {
  statementHtml: string | null;
  /** Null where the solution is empty. */
  solutionHtml: string | null;
  diagram: Diagram | null;
};

/** A draft's texts as pages show them. With the pages' own renderer: a preview must not differ. */
export function drawDraft({
  statementMarkdown,
  solutionMarkdown,
  sceneText,
}: DraftToDraw): DrawnDraft {
  const scene = readSceneFile(sceneText);
  return {
    statementHtml: statementMarkdown === null ? null : renderMarkdown(statementMarkdown),
    solutionHtml: solutionMarkdown === "" ? null : renderMarkdown(solutionMarkdown),
    diagram: scene && readDiagram(scene),
  };
}
