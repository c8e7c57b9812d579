import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { MAX_PROBES, MAX_PROBES_A_SECTION, replyIdOf } from "#domain/attempts/turn.schema";
import type { Turn } from "#domain/attempts/turn.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { useSpeechHere } from "~/lib/use-speech-here";
import { HAND_IN_ID } from "../workspace-bar";
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
  const isWanted = useWanted(turns, isAsking, props.isTight);
  const isShown = chosen ?? isWanted;
  const lastAsked = turns.findLast(({ status }) => status === "asked");
  const shown = turns.filter((turn) => turn.section === section || turn === open);
  const goOnButton = useRef<HTMLButtonElement>(null);
  const next = SECTION_IDS[SECTION_IDS.indexOf(section) + 1];
  const isDoneWhenAsked = attempt.probing === "after_sections";
  function goOn() {
    if (next !== undefined) props.onWrite(next);
    else document.getElementById(HAND_IN_ID)?.focus();
  }
  const following = useFocusAfterPress(turns, ({ turn, status }) => {
    if (status === "asked") document.getElementById(`${id}-reply-${turn}`)?.focus();
    else if (status === "declined")
      if (goOnButton.current) goOnButton.current.focus();
      else props.onWrite(section);
    else if (isDoneWhenAsked || next === undefined) goOn();
  });
  useAskAfterSections({
    isOn: attempt.probing === "after_sections" && !isOver && !isAsking,
    pacing: props.pacing,
    words: props.words,
    turns,
    ask: interviewer.ask,
  });
  const greeting = isShown || turns.length > 0 ? null : opening;
  const mayAskHere = mayAsk(turns, section);
  const goOnHere = !isOver && (mayAskHere || next !== undefined) && (
    <Button
      ref={goOnButton}
      size="sm"
      isPending={isBusy}
      aria-disabled={mayAskHere && open !== undefined}
      onClick={() => {
        if (!mayAskHere) goOn();
        else if (!isAsking) void following(turns.length + 1, interviewer.ask(section));
      }}
    >
      {!mayAskHere
        ? `Next: ${SECTION_TITLES[next ?? section]}`
        : isDoneWhenAsked
          ? "I’m done with this section"
          : "Ask me about this section"}
    </Button>
  );
  return (
    <PanelFrame
      news={open ? `asks about ${SECTION_TITLES[open.section]}` : (greeting ?? sayCount(turns))}
      isShown={isShown}
      onToggle={() => setChosen(!isShown)}
      beside={goOnHere}
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
              onDecline={() => void following(turn.turn, interviewer.decline(turn.turn))}
              onUndo={() => void following(turn.turn, interviewer.undoDecline(turn.turn))}
            />
          </li>
        ))}
      </ol>
      {goOnHere && mayAskHere && open !== undefined && (
        <p className="text-ink-soft text-small">Reply to the question first, or decline it.</p>
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
 * Whether the panel is worth its room: where there is little, only for what is asked since then, until
 * the room changes again.
 */
function useWanted(turns: readonly Turn[], isAsking: boolean, isTight: boolean): boolean {
  const count = turns.filter(({ status }) => status !== "nothing").length;
  const settled = isAsking ? count - 1 : count;
  const [since, setSince] = useState({ isTight, settled });
  if (since.isTight !== isTight) setSince({ isTight, settled });
  return !isTight || isAsking || count > since.settled;
}

/**
 * People who pressed a button here go on where it leads, unless they have turned to something else
 * meanwhile: whoever writes is left alone.
 * @param goOn the turn that was waited for is settled, and the focus free
 * @returns to be given the turn, and what the press asked for
 */
function useFocusAfterPress(
  turns: readonly Turn[],
  goOn: (turn: Turn) => void,
): (turn: number, asked: Promise<boolean>) => Promise<void> {
  const pressed = useRef<{ turn: number; status?: string; button: Element | null } | null>(null);
  const latest = useRef(goOn);
  useEffect(() => {
    latest.current = goOn;
  });
  useEffect(() => {
    const before = pressed.current;
    const turn = turns.find((one) => one.turn === before?.turn);
    if (before === null || turn === undefined) return;
    if (turn.status === "pending" || turn.status === before.status) return;
    pressed.current = null;
    const { activeElement } = document;
    // A button that did what it is for may be gone, and the focus with it.
    if (activeElement === before.button || activeElement === document.body) latest.current(turn);
  }, [turns]);
  return async (turn, asked) => {
    const status = turns.find((one) => one.turn === turn)?.status;
    pressed.current = { turn, button: document.activeElement, ...(status && { status }) };
    if (!(await asked)) pressed.current = null;
  };
}
