import { ChevronDown, Pin } from "lucide-react";
import type { AskedQuestion } from "#domain/attempts/question.schema";

/** The answers that were pinned, above the writing: small, and folded with one press. */
export function PinnedFigures({ answers }: { answers: readonly AskedQuestion[] }) {
  return (
    <details open className="group border-line bg-paper shrink-0 border-b">
      <summary className="text-small hover:bg-sunken flex cursor-pointer items-center gap-2 px-4 py-1 max-sm:py-2.5 sm:px-6">
        <Pin aria-hidden className="text-ink-soft size-4 shrink-0" />
        <span className="min-w-0 flex-1">
          <span className="font-semibold">Figures you have</span>{" "}
          <span className="text-ink-soft">{answers.length}</span>
        </span>
        <ChevronDown
          aria-hidden
          className="text-ink-faint size-4.5 shrink-0 group-open:rotate-180"
        />
      </summary>
      <div
        role="region"
        aria-label="Figures you have"
        // Scrolled by keyboard, it needs to be reachable.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="max-h-24 overflow-y-auto px-4 pb-1.5 sm:px-6"
      >
        <dl className="text-small flex flex-col gap-1 leading-snug">
          {answers.map(({ id, question, answer }) => (
            <div key={id}>
              <dt className="sr-only">{question}</dt>
              <dd title={question}>{answer}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
