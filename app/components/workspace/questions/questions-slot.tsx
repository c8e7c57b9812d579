import { MessageCircleQuestion } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import type { Brief } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";
import type { Hear } from "../use-thread";
import type { Pins } from "./use-pins";

const QuestionsPanel = lazy(() => import("./questions-panel"));
const PinnedFigures = lazy(async () => ({
  default: (await import("./questions-panel")).PinnedFigures,
}));

export type QuestionsSlotProps = {
  attemptId: string;
  asked: readonly AskedQuestion[];
  onHeard: Hear;
  pins: Pins;
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

/** Where the interviewer is asked; fetched when somebody wants to ask, or has asked before. */
export function QuestionsSlot(props: QuestionsSlotProps) {
  const [isOpened, setIsOpened] = useState(false);
  return (
    <section aria-label="Questions to the interviewer" className="border-line mt-8 border-t pt-5">
      {isOpened || props.asked.length > 0 ? (
        <Suspense
          fallback={
            <p className="text-ink-soft flex items-center gap-3">
              <Spinner /> One moment.
            </p>
          }
        >
          <QuestionsPanel {...props} isOpenedToAsk={isOpened} />
        </Suspense>
      ) : (
        <>
          <p className="text-ink-soft text-small mb-2">{INVITATIONS[props.brief]}</p>
          <Button size="sm" onClick={() => setIsOpened(true)}>
            <MessageCircleQuestion aria-hidden className="size-4.5" />
            Ask the interviewer
          </Button>
        </>
      )}
    </section>
  );
}

/** The answers that are pinned, beside the writing; nothing while none is. */
export function FiguresSlot({ asked, pins }: Pick<QuestionsSlotProps, "asked" | "pins">) {
  const answers = asked.filter(({ id }) => pins.pinned.includes(id));
  // Only where there are some: an empty boundary that came with the page would be thrown away by news.
  if (answers.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <PinnedFigures answers={answers} />
    </Suspense>
  );
}
