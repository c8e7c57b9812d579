import { MessageCircleQuestion } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import type { Brief } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";

const QuestionsPanel = lazy(() => import("./questions-panel"));

export type QuestionsSlotProps = {
  attemptId: string;
  /** What the page's data knows; the panel may know more. */
  asked: AskedQuestion[];
  brief: Brief;
  /** What can be asked; null where the list stays hidden. */
  suggestions: { id: string; question: string }[] | null;
  isOver: boolean;
};

/** What asking is for, before anything was asked. */
const INVITATIONS: Record<Brief, string> = {
  interview:
    "This is all you are given. Ask for the figures you need. Where there is no answer, make an assumption and state it.",
  case: "The brief leaves things out. Ask the interviewer.",
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
              ? INVITATIONS[props.brief]
              : `You have asked ${count === 1 ? "one question" : `${count} questions`}.`}
          </p>
          <Button size="sm" onClick={() => setIsOpen(true)}>
            <MessageCircleQuestion aria-hidden className="size-4.5" />
            {count === 0 ? "Ask the interviewer" : "Show answers and ask more"}
          </Button>
        </>
      )}
    </section>
  );
}
