import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { Callout } from "~/components/ui/callout";
import { CloseButton } from "~/components/ui/close-button";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";

/** The statement, in the dock: one draws and writes beside it. It closes on Escape. */
export function ProblemPanel(props: {
  /** What this attempt was given: the interviewer's lines, or the case. */
  briefHtml: string;
  curveballText: string | null;
  /** What an answer at the level does, over all sections; null outside practice. */
  good: ReactNode;
  /** Where the interviewer is asked. */
  questions: ReactNode;
  onClose: () => void;
}) {
  const { onClose } = props;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // The page can be typed in before this code runs: keys must not be taken from who writes.
    if (!(document.activeElement instanceof HTMLTextAreaElement)) panel.current?.focus();
  }, []);
  return (
    // Escape is for the keyboard; the panel itself is only a region to read.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Problem"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      className="bg-surface absolute inset-0 flex flex-col outline-none"
    >
      <div className="border-line flex items-center justify-between gap-4 border-b py-2 pr-2 pl-4 sm:pl-6">
        <h2 className="font-semibold">The problem</h2>
        <CloseButton label="Close the problem" onPress={onClose} />
      </div>
      <div
        role="region"
        aria-label="Statement"
        // Scrolled by keyboard, it needs to be reachable.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        // The line to ask in stays at the bottom, in front of what is scrolled to.
        className="relative min-h-0 flex-1 overflow-y-auto px-4 py-5 has-[form]:scroll-pb-28 sm:px-6 sm:has-[form]:scroll-pb-20"
      >
        {props.curveballText !== null && (
          <Callout tone="warn" title="The requirements changed" className="mb-6">
            <p>{props.curveballText}</p>
          </Callout>
        )}
        <RenderedMarkdown html={props.briefHtml} />
        {props.good && <div className="mt-6">{props.good}</div>}
        {props.questions}
      </div>
    </aside>
  );
}
