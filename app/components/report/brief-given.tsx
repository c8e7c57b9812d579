import type { DrawnBrief } from "~/lib/report/draw-brief";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";

/** What was read before the answer, where that was an interviewer's lines and not the case. */
export function BriefGiven({ given }: { given: DrawnBrief | null }) {
  if (given === null) return null;
  return (
    <Section
      title="The brief"
      intro="The interview brief, plus whatever was asked. Where a criterion needs a figure from the case, a model judge accepts a plausible one stated as an assumption."
      isRuled
      className="mt-14"
    >
      <RenderedMarkdown html={given.html} />
      <details className="mt-4">
        <summary className="text-accent w-fit rounded-sm font-semibold">
          Read the case: what the interviewer knew
        </summary>
        <div className="mt-4">
          <RenderedMarkdown html={given.caseHtml} />
        </div>
      </details>
    </Section>
  );
}
