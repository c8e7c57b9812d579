import { RenderedMarkdown } from "~/components/ui/rendered-markdown";

/** What the problem is: the interviewer's lines with the case behind them, or the case alone. */
export function ProblemBrief(props: {
  /** Null where there is only the case. */
  interviewHtml: string | null;
  /** Null while the viewer's interview runs: what the interviewer knows has to be asked for. */
  caseHtml: string | null;
}) {
  const { interviewHtml, caseHtml } = props;
  if (interviewHtml === null) {
    return caseHtml === null ? null : <RenderedMarkdown html={caseHtml} />;
  }
  return (
    <div>
      <RenderedMarkdown html={interviewHtml} />
      {caseHtml === null ? (
        <p className="text-ink-soft mt-6">
          You can read the case again after you hand in. Until then, ask the interviewer.
        </p>
      ) : (
        <details className="border-line mt-6 border-t pt-4">
          <summary className="text-accent w-fit rounded-sm font-semibold">
            Read the case: it gives the figures you would have to ask for in an interview
          </summary>
          <div className="mt-4">
            <RenderedMarkdown html={caseHtml} />
          </div>
        </details>
      )}
    </div>
  );
}
