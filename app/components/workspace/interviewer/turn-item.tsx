import clsx from "clsx";
import { lazy, Suspense, useEffect, useRef } from "react";
import { MAX_REPLY_CHARS } from "#domain/attempts/answer.schema";
import type { Turn } from "#domain/attempts/turn.schema";
import { SECTION_TITLES } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { Spinner } from "~/components/ui/spinner";
import { ConflictNotice } from "../conflict-notice";

const TalkToReply = lazy(() => import("~/components/voice/talk-to-reply"));

/** Of the field and of what measures it; beyond this height the field scrolls. */
const REPLY_LOOK =
  "border-line-strong max-h-72 min-h-22 w-full overflow-y-auto rounded-md border px-3 py-2 font-serif leading-relaxed";

/** One follow-up with the field for its reply, which is saved as it is typed. */
export function TurnItem(props: {
  turn: Turn;
  attemptId: string;
  /** Replies can be spoken here. */
  hears: boolean;
  /** The key to talk is for this reply. */
  hasTalkKey: boolean;
  /** It is about another section than the one that is open. */
  isElsewhere: boolean;
  isNewest: boolean;
  isOver: boolean;
  isBusy: boolean;
  fieldId: string;
  text: string;
  otherText: string | null;
  onText: (text: string) => void;
  onResolve: (text: string) => void;
  onDecline: () => void;
  onUndo: () => void;
}) {
  const { turn, fieldId, isNewest } = props;
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const panel = asked.current?.closest(".interviewer");
    // Whoever replies to another one goes on there.
    if (isNewest && !panel?.contains(document.activeElement))
      asked.current?.scrollIntoView({ block: "nearest" });
  }, [turn.status, isNewest]);
  if (turn.status === "pending") {
    return (
      <p className="text-ink-soft text-small flex items-center gap-2">
        <Spinner /> The interviewer is thinking. Keep writing.
      </p>
    );
  }
  if (turn.status === "nothing") return <p className="text-ink-soft font-serif">{turn.text}</p>;
  return (
    <div ref={asked} className="border-line-strong border-l-2 pl-3">
      {props.isElsewhere && (
        <p className="text-ink-soft text-small">About {SECTION_TITLES[turn.section]}</p>
      )}
      <label htmlFor={fieldId} className="block max-w-[68ch] font-semibold">
        {turn.text}
      </label>
      {turn.status === "declined" ? (
        <div className="mt-1 flex flex-wrap items-center gap-3">
          <p id={fieldId} className="text-ink-soft text-small">
            You declined this question.
          </p>
          {isNewest && !props.isOver && (
            <Button size="sm" variant="quiet" isPending={props.isBusy} onClick={props.onUndo}>
              Undo
            </Button>
          )}
        </div>
      ) : (
        <Reply {...props} />
      )}
    </div>
  );
}

function Reply(props: Parameters<typeof TurnItem>[0]) {
  const { fieldId, text } = props;
  return (
    <div className="mt-2 flex flex-col gap-2">
      {props.otherText !== null && (
        <ConflictNotice mine={text} other={props.otherText} onResolve={props.onResolve} />
      )}
      {props.hears && !props.isOver && (
        <Suspense fallback={null}>
          <TalkToReply
            url={`/api/attempts/${props.attemptId}/speech`}
            fieldId={fieldId}
            text={text}
            maxChars={MAX_REPLY_CHARS}
            hasKey={props.hasTalkKey}
            onText={props.onText}
          />
        </Suspense>
      )}
      <div className="grid *:col-start-1 *:row-start-1">
        {/* As high as the text: the field grows with it. */}
        <div
          aria-hidden
          className={clsx(REPLY_LOOK, "invisible wrap-anywhere whitespace-pre-wrap")}
        >
          {text + "\n\u200b"}
        </div>
        <textarea
          id={fieldId}
          value={text}
          maxLength={MAX_REPLY_CHARS}
          readOnly={props.isOver}
          onChange={(event) => props.onText(event.target.value)}
          placeholder="Reply here."
          spellCheck
          aria-describedby={`${fieldId}-note`}
          className={clsx(REPLY_LOOK, "bg-surface placeholder:text-ink-faint resize-none")}
        />
      </div>
      <div className="flex items-center justify-between gap-x-3">
        <p id={`${fieldId}-note`} className="text-ink-soft text-small">
          Saved as you type. It counts like the rest of your answer.
        </p>
        {!props.isOver && text.trim() === "" && (
          <Button size="sm" variant="quiet" isPending={props.isBusy} onClick={props.onDecline}>
            Decline
          </Button>
        )}
      </div>
    </div>
  );
}
