import { MessageCircleQuestion } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";

const QuestionsPanel = lazy(() => import("./questions-panel"));

export type QuestionsSlotProps = {
  attemptId: string;
  /** What the page's data knows; the panel may know more. */
  asked: AskedQuestion[];
  /** Questions worth asking; null in a mock interview. */
  suggestions: { id: string; question: string }[] | null;
  isOver: boolean;
};

/** Where the interviewer is asked; fetched when somebody wants to ask. */
export function QuestionsSlot(props: QuestionsSlotProps) {
  const [isOpen, setIsOpen] = useState(false);
  const count = props.asked.length;
  return (
    <section aria-label="Questions to the interviewer" className="border-line mt-8 border-t pt-5">
      {isOpen ? (
        <Suspense
          fallback={
            <p className="text-ink-soft flex items-center gap-3">
              <Spinner /> One moment.
            </p>
          }
        >
          <QuestionsPanel {...props} />
        </Suspense>
      ) : (
        <>
          <p className="text-ink-soft text-small mb-2">
            {count === 0
              ? "Not everything stands here. The interviewer answers what the brief settles."
              : `You have asked ${count === 1 ? "one question" : `${count} questions`}.`}
          </p>
          <Button size="sm" onClick={() => setIsOpen(true)}>
            <MessageCircleQuestion aria-hidden className="size-4.5" />
            {count === 0 ? "Ask the interviewer" : "See the answers, or ask on"}
          </Button>
        </>
      )}
    </section>
  );
}
