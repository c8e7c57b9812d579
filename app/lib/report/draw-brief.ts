import type { GivenBrief } from "#server/attempts/get-given-brief";
import { renderMarkdown } from "#domain/markdown/render-markdown";

/** An interviewer's lines and the case behind them, as pages show them. */
export type DrawnBrief = { html: string; caseHtml: string };

/** @returns null where the case was given: there was nothing else to know */
export function drawBrief({ markdown, caseMarkdown }: GivenBrief): DrawnBrief | null {
  if (caseMarkdown === null) return null;
  return { html: renderMarkdown(markdown), caseHtml: renderMarkdown(caseMarkdown) };
}
