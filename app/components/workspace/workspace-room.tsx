import { useNavigation, useSubmit } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { countWords, TEXT_IDS } from "#server/attempts/answer.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import type { SceneElement } from "#server/diagram/scene.schema";
import { SECTION_IDS, type SectionId } from "#server/problems/scale";
import type { BoardHandle } from "~/components/board/board.client";
import { Toaster } from "~/components/ui/toaster";
import { AnswersPanel } from "./answers-panel";
import { BoardPane } from "./board-pane";
import { Countdown } from "./countdown";
import { GraderReads } from "./grader-reads";
import { NarrowSwitch } from "./narrow-switch";
import { Notices } from "./notices";
import { ProblemPanel } from "./problem-panel";
import { QuestionsSlot } from "./questions/questions-slot";
import { SaveState } from "./save-state";
import { SplitPane } from "./split-pane";
import { SubmitDialog } from "./submit-dialog";
import { getSubmitKey } from "./submit-key";
import type { WorkspaceData } from "./last-workspace";
import { useFreshWorkspace } from "./use-fresh-workspace";
import { useMoment, useServerClock } from "./use-server-clock";
import { useSession, type SessionControl, type Texts } from "./use-session";
import { WorkspaceBar } from "./workspace-bar";

/** The loader is asked again this often while something is due: the curveball, the hand-in. */
const ASK_AGAIN_MS = 2_000;
/** From here on both sides are shown; the same width as in SplitPane. */
const WIDE = "(min-width: 900px)";

/** The room in which an attempt is worked on. */
export function WorkspaceRoom(props: {
  loaded: WorkspaceData;
  /** Why the last handing in did not come through, in words. */
  handInProblem: string | null;
}) {
  const { data, askAgain } = useFreshWorkspace(props.loaded);
  const { workspace, statementHtml } = data;
  const { attempt, curveball } = workspace;
  const clock = useServerClock(workspace.serverNow);
  const control = useSession(workspace, clock);
  const [section, setSection] = useState<SectionId>("scenario");
  const [isProblemOpen, setIsProblemOpen] = useState(() => isUntouched(workspace));
  const [isConfirming, setIsConfirming] = useState(false);
  const [isTimeUp, setIsTimeUp] = useState(false);
  const [isCurveballSeen, setIsCurveballSeen] = useState(false);
  const [narrowSide, setNarrowSide] = useState<"left" | "right">("right");
  const board = useRef<BoardHandle | null>(null);
  const [drawingVersion, setDrawingVersion] = useState(0);
  const noteDrawing = useCallback(() => setDrawingVersion((version) => version + 1), []);
  const words = useMemo(() => countAll(control.texts), [control.texts]);
  const { session, status } = control;

  useAwakening(clock, askAgain);
  useMoment(clock, curveball?.text === null ? curveball.dueAt : null, ASK_AGAIN_MS, askAgain);
  useCurveballToast(curveball?.text ?? null);
  useMoment(clock, attempt.deadlineAt, ASK_AGAIN_MS, () => {
    setIsTimeUp(true);
    setIsConfirming(false);
    // The server hands in by itself; asking again leads to the report once it has.
    void session?.loop.flush().then(askAgain);
  });
  // A refused save means that the attempt was closed elsewhere: the loader knows where to go.
  useEffect(() => {
    if (status.kind === "refused" || status.isLate) askAgain();
  }, [status.kind, status.isLate, askAgain]);

  const { isSubmitting, handIn } = useHandIn(attempt.id, control);
  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <WorkspaceBar
        workspace={workspace}
        isProblemOpen={isProblemOpen}
        onProblem={() => {
          const isOutOfSight = narrowSide === "right" && !window.matchMedia(WIDE).matches;
          setIsProblemOpen(isOutOfSight || !isProblemOpen);
          setNarrowSide("left");
        }}
        countdown={
          attempt.deadlineAt === null ? (
            <span className="text-ink-soft">No clock</span>
          ) : (
            <Countdown
              clock={clock}
              serverNow={workspace.serverNow}
              deadlineAt={attempt.deadlineAt}
              isOver={isTimeUp}
            />
          )
        }
        saveState={<SaveState status={status} isOpen={session !== null} />}
        onSubmit={() => setIsConfirming(true)}
        isSubmitDisabled={session === null || isTimeUp}
      />
      <Notices
        status={status}
        isTimeUp={isTimeUp}
        curveball={
          curveball?.text && !isTimeUp
            ? {
                text: curveball.text,
                isSeen: isCurveballSeen,
                onSeen: () => setIsCurveballSeen(true),
              }
            : null
        }
      />
      <NarrowSwitch side={narrowSide} onSide={setNarrowSide} />
      <SplitPane
        leftLabel="Drawing"
        rightLabel="Answers"
        narrowSide={narrowSide}
        left={
          <div className="flex h-full flex-col">
            <div className="relative min-h-0 flex-1">
              <BoardPane
                session={session}
                board={board}
                isReadOnly={isTimeUp}
                onForeign={control.onForeign}
                onDrawing={noteDrawing}
              />
              {isProblemOpen && (
                <ProblemPanel
                  statementHtml={statementHtml}
                  curveballText={curveball?.text ?? null}
                  questions={
                    <QuestionsSlot
                      attemptId={attempt.id}
                      asked={workspace.questions}
                      suggestions={workspace.problem.head.suggestions}
                      isOver={isTimeUp}
                    />
                  }
                  onClose={() => setIsProblemOpen(false)}
                />
              )}
            </div>
            <GraderReads
              session={session}
              drawingVersion={drawingVersion}
              board={board}
              isReadOnly={isTimeUp}
            />
          </div>
        }
        right={
          <AnswersPanel
            workspace={workspace}
            clock={clock}
            control={control}
            words={words}
            section={section}
            onSection={setSection}
            isReadOnly={isTimeUp}
          />
        }
      />
      <SubmitDialog
        isOpen={isConfirming}
        onOpenChange={setIsConfirming}
        words={words}
        worksheet={control.texts.worksheet}
        drawing={countDrawing(session)}
        isSubmitting={isSubmitting}
        handInProblem={isSubmitting ? null : props.handInProblem}
        onSubmit={handIn}
      />
      <Toaster />
    </div>
  );
}

function useHandIn(attemptId: string, { session }: SessionControl) {
  const submit = useSubmit();
  const navigation = useNavigation();
  async function handIn(): Promise<string | null> {
    if (session === null) return "The page is still opening. Try again in a moment.";
    if (!(await session.loop.flush())) return describeUnflushed(session);
    submit({ submitKey: getSubmitKey(attemptId) }, { method: "post" });
    return null;
  }
  return { isSubmitting: navigation.formMethod === "POST", handIn };
}

function describeUnflushed(session: NonNullable<SessionControl["session"]>): string {
  const status = session.loop.getStatus();
  if (status.conflicts.length > 0)
    return "A section has two versions. Choose one of them first, then hand in.";
  if (status.reason === "signed_out")
    return "Your session ended. Sign in in another tab, then hand in here.";
  return "Your last changes have not reached the server. They are kept here and are sent as soon as it answers; then hand in again.";
}

/** Asks the server anew after the machine slept: its clock and the other tabs went on. */
function useAwakening(clock: ReturnType<typeof useServerClock>, askAgain: () => void): void {
  useEffect(() => {
    function check() {
      if (document.visibilityState === "visible" && clock.hasLeapt()) askAgain();
    }
    const timer = setInterval(check, ASK_AGAIN_MS);
    document.addEventListener("visibilitychange", check);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, [clock, askAgain]);
}

function useCurveballToast(text: string | null): void {
  const [atOpening] = useState(text);
  useEffect(() => {
    if (text !== null && text !== atOpening)
      toast("The requirements changed. Read the note at the top.", { duration: 15_000 });
  }, [text, atOpening]);
}

function isUntouched(workspace: Workspace): boolean {
  return (
    workspace.scene.elements.length === 0 && TEXT_IDS.every((id) => workspace.texts[id].text === "")
  );
}

function countAll(texts: Texts): Record<SectionId, number> {
  const pairs = SECTION_IDS.map((section) => [section, countWords(texts[section])]);
  return Object.fromEntries(pairs) as Record<SectionId, number>;
}

function countDrawing(session: SessionControl["session"]): { boxes: number; arrows: number } {
  const live = [...(session?.state.elements.values() ?? [])].filter(({ isDeleted }) => !isDeleted);
  const isBox = ({ type }: SceneElement) =>
    type === "rectangle" || type === "ellipse" || type === "diamond" || type === "image";
  const isArrow = ({ type }: SceneElement) => type === "arrow" || type === "line";
  return { boxes: live.filter(isBox).length, arrows: live.filter(isArrow).length };
}
