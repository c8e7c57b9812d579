import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { MAX_PROBES, MAX_PROBES_A_SECTION, replyIdOf } from "#domain/attempts/turn.schema";
import type { Turn } from "#domain/attempts/turn.schema";
import { SECTION_TITLES } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { useSpeechHere } from "~/lib/use-speech-here";
import { CarriedReplies } from "./carried-replies";
import { PanelFrame } from "./panel-frame";
import { TurnItem } from "./turn-item";
import type { InterviewerProps } from "./interviewer-slot";
import { useAskAfterSections } from "./use-ask-after-sections";
import { useTurns } from "./use-turns";

const QuestionVoice = lazy(() => import("~/components/voice/question-voice"));

/** The interviewer of an attempt; of a retry, which has none, what was replied before it. */
export default function InterviewerPanel(props: InterviewerProps) {
  const isAsking = props.workspace.attempt.probing !== "off";
  return isAsking ? <AskingPanel {...props} /> : <CarriedReplies {...props} />;
}

/** What the interviewer says and asks, and the replies: beside the writing, never in its way. */
function AskingPanel(props: InterviewerProps) {
  const { workspace, control, section, isOver } = props;
  const { attempt } = workspace;
  const interviewer = useTurns(attempt.id, workspace.interviewer, props.onHeard);
  const { turns, opening, isBusy, error } = interviewer;
  const { hears, speaks } = useSpeechHere();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const id = useId();
  const open = turns.find((turn) => isUnanswered(turn, control.texts[replyIdOf(turn.turn)]));
  const isAsking = isBusy || open !== undefined;
  const isShown = chosen ?? (turns.length > 0 || isAsking || !props.isTight);
  const lastAsked = turns.findLast(({ status }) => status === "asked");
  const shown = turns.filter((turn) => turn.section === section || turn === open);
  const askButton = useRef<HTMLButtonElement>(null);
  const awaitQuestion = useFocusOnQuestion(turns, askButton, `${id}-reply`);
  useAskAfterSections({
    isOn: attempt.probing === "after_sections" && !isOver && !isAsking,
    pacing: props.pacing,
    words: props.words,
    turns,
    ask: interviewer.ask,
  });
  const greeting = isShown || turns.length > 0 ? null : opening;
  const askHere = !isOver && mayAsk(turns, section) && (
    <Button
      ref={askButton}
      size="sm"
      isPending={isBusy}
      aria-disabled={open !== undefined}
      onClick={() => {
        if (isAsking) return;
        awaitQuestion();
        void interviewer.ask(section);
      }}
    >
      {attempt.probing === "after_sections"
        ? "I’m done with this section"
        : "Ask me about this section"}
    </Button>
  );
  return (
    <PanelFrame
      news={open ? `asks about ${SECTION_TITLES[open.section]}` : (greeting ?? sayCount(turns))}
      isShown={isShown}
      onToggle={() => setChosen(!isShown)}
      beside={!isShown && !isAsking && askHere}
      after={
        <p aria-live="polite" className="sr-only">
          {sayNews(turns)}
        </p>
      }
    >
      {isShown && turns.length === 0 && opening !== null && (
        <p className="max-w-[68ch] font-serif">{opening}</p>
      )}
      <ol className="flex flex-col gap-4 empty:hidden">
        {shown.map((turn) => (
          <li key={turn.turn}>
            <TurnItem
              turn={turn}
              attemptId={attempt.id}
              hears={hears}
              hasTalkKey={turn === lastAsked}
              isElsewhere={turn.section !== section}
              isNewest={turn.turn === turns.length}
              isOver={isOver}
              isBusy={isBusy}
              fieldId={`${id}-reply-${turn.turn}`}
              text={control.texts[replyIdOf(turn.turn)]}
              otherText={control.sync?.state.texts[replyIdOf(turn.turn)].conflict?.text ?? null}
              onText={(text) => control.editText(replyIdOf(turn.turn), text)}
              onResolve={(text) => control.resolveConflict(replyIdOf(turn.turn), text)}
              onDecline={() => void interviewer.decline(turn.turn)}
              onUndo={() => void interviewer.undoDecline(turn.turn)}
            />
          </li>
        ))}
      </ol>
      {askHere && (
        <div className="flex flex-wrap items-center gap-3">
          {isShown && askHere}
          {open !== undefined && (
            <p className="text-ink-soft text-small">Reply to the question first, or decline it.</p>
          )}
        </div>
      )}
      {!isOver && (
        <Suspense fallback={null}>
          <QuestionVoice attemptId={attempt.id} speaks={speaks} opening={opening} turns={turns} />
        </Suspense>
      )}
      <p role="status" className="text-danger text-small empty:hidden">
        {error}
      </p>
    </PanelFrame>
  );
}

function isUnanswered({ status }: Turn, reply: string): boolean {
  return status === "asked" && reply.trim() === "";
}

/** Whether the interviewer may have another question about a section; the server has the last word. */
function mayAsk(turns: readonly Turn[], section: Turn["section"]): boolean {
  const here = turns.filter((turn) => turn.section === section);
  const isDone = here.some(({ status }) => status === "nothing");
  return turns.length < MAX_PROBES && here.length < MAX_PROBES_A_SECTION && !isDone;
}

function sayCount(turns: readonly Turn[]): string {
  const asked = turns.filter(({ status }) => status === "asked" || status === "declined").length;
  if (asked === 0) return "has asked nothing yet";
  return asked === 1 ? "has asked one question" : `has asked ${asked} questions`;
}

function sayNews(turns: readonly Turn[]): string {
  const last = turns.at(-1);
  if (!last?.text) return "";
  return `The interviewer, about ${SECTION_TITLES[last.section]}: ${last.text}`;
}

/**
 * Whoever pressed the button for a question goes on in its reply, unless they have turned to something
 * else meanwhile; whoever writes is left alone.
 * @returns to be called when the button is pressed
 */
function useFocusOnQuestion(
  turns: readonly Turn[],
  button: { current: HTMLButtonElement | null },
  fieldPrefix: string,
): () => void {
  const isAwaited = useRef(false);
  const last = turns.at(-1);
  const asked = last?.status === "asked" ? last.turn : null;
  useEffect(() => {
    if (asked === null || !isAwaited.current) return;
    isAwaited.current = false;
    // The last question of a section takes the button with it.
    const focused = document.activeElement;
    if (focused !== button.current && focused !== document.body) return;
    document.getElementById(`${fieldPrefix}-${asked}`)?.focus();
  }, [asked, button, fieldPrefix]);
  return () => {
    isAwaited.current = true;
  };
}
