import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { countWords, TEXT_IDS } from "#domain/attempts/answer.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import type { BoardHandle } from "~/components/board/board.client";
import { Toaster } from "~/components/ui/toaster";
import { AnswersPanel } from "./answers-panel";
import { BoardPane } from "./board-pane";
import { Countdown } from "./countdown";
import { SECTION_ATTRIBUTE } from "./early-typing";
import { GraderReads } from "./grader-reads";
import { LayoutSwitch } from "./layout-switch";
import { NarrowSwitch } from "./narrow-switch";
import { Notices } from "./notices";
import { ProblemPanel } from "./problem-panel";
import { QuestionsSlot } from "./questions/questions-slot";
import { SaveState } from "./save-state";
import { SplitPane } from "./split-pane";
import { SubmitDialog } from "./submit-dialog";
import type { WorkspaceData } from "./last-workspace";
import { useFreshWorkspace } from "./use-fresh-workspace";
import { useShortcuts, type Shortcut } from "./use-shortcuts";
import { useSplit } from "./use-split";
import { useHandIn } from "./use-hand-in";
import { useMoment, useServerClock } from "./use-server-clock";
import { useWorkspaceSync, type SyncControl, type Texts } from "./use-workspace-sync";
import { WorkspaceBar } from "./workspace-bar";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog"));

/** The loader is asked again this often while something is due: the curveball, the hand-in. */
const ASK_AGAIN_MS = 2_000;
/** From here on both sides are shown; the same width as in SplitPane. */
const WIDE = "(min-width: 900px)";

/** The workspace: an attempt, being worked on. */
export function WorkspaceView(props: {
  loaded: WorkspaceData;
  /** Why the last handing in did not come through, in words. */
  handInProblem: string | null;
}) {
  const { data, askAgain } = useFreshWorkspace(props.loaded);
  const { workspace, briefHtml } = data;
  const { attempt, curveball } = workspace;
  const clock = useServerClock(workspace.serverNow);
  const control = useWorkspaceSync(workspace, clock);
  const [section, setSection] = useState<SectionId>("scenario");
  const [isProblemOpen, setIsProblemOpen] = useState(() => isUntouched(workspace));
  const [isConfirming, setIsConfirming] = useState(false);
  const [isTimeUp, setIsTimeUp] = useState(false);
  const [isCurveballSeen, setIsCurveballSeen] = useState(false);
  const [narrowSide, setNarrowSide] = useState<"left" | "right">("right");
  const board = useRef<BoardHandle | null>(null);
  const split = useSplit();
  const [areKeysOpen, setAreKeysOpen] = useState(false);
  const [drawingVersion, setDrawingVersion] = useState(0);
  const noteDrawing = useCallback(() => setDrawingVersion((version) => version + 1), []);
  const words = useMemo(() => countAll(control.texts), [control.texts]);
  const { sync, status } = control;

  useAwakening(clock, askAgain);
  useMoment(clock, curveball?.text === null ? curveball.dueAt : null, ASK_AGAIN_MS, askAgain);
  useCurveballToast(curveball?.text ?? null);
  useMoment(clock, attempt.deadlineAt, ASK_AGAIN_MS, () => {
    setIsTimeUp(true);
    setIsConfirming(false);
    // The server hands in by itself; asking again leads to the report once it has.
    void sync?.loop.flush().then(askAgain);
  });
  // A refused save means that the attempt was closed elsewhere: the loader knows where to go.
  useEffect(() => {
    if (status.kind === "refused" || status.isLate) askAgain();
  }, [status.kind, status.isLate, askAgain]);

  const { isSubmitting, handIn } = useHandIn(attempt.id, control);

  function toggleProblem(): void {
    const isOutOfSight =
      split.layout === "answers" || (narrowSide === "right" && !window.matchMedia(WIDE).matches);
    setIsProblemOpen(isOutOfSight || !isProblemOpen);
    showDrawing();
  }
  function showDrawing(): void {
    setNarrowSide("left");
    if (split.layout === "answers") split.setLayout("both");
  }
  function takeShortcut(shortcut: Shortcut): void {
    if (shortcut === "help") setAreKeysOpen(true);
    else if (shortcut === "problem") toggleProblem();
    else if (shortcut === "both") split.setLayout("both");
    else if (shortcut === "drawing" || shortcut === "answers") {
      split.setLayout(split.layout === shortcut ? "both" : shortcut);
      setNarrowSide(shortcut === "drawing" ? "left" : "right");
    } else if (shortcut === "shapes" || shortcut === "text") {
      showDrawing();
      board.current?.openPanel(shortcut);
    } else {
      setNarrowSide("right");
      if (split.layout === "drawing") split.setLayout("both");
      setSection(shortcut);
      // Once its panel is shown: a hidden field takes no focus.
      requestAnimationFrame(() => focusSection(shortcut));
    }
  }
  useShortcuts(takeShortcut);

  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <WorkspaceBar
        workspace={workspace}
        isProblemOpen={isProblemOpen}
        onProblem={toggleProblem}
        layoutSwitch={<LayoutSwitch layout={split.layout} onLayout={split.setLayout} />}
        onShortcuts={() => setAreKeysOpen(true)}
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
        saveState={<SaveState status={status} isOpen={sync !== null} />}
        onSubmit={() => setIsConfirming(true)}
        isSubmitDisabled={sync === null || isTimeUp}
      />
      <Notices
        status={status}
        isTimeUp={isTimeUp}
        leftOutCount={workspace.leftOutCount}
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
        percent={split.percent}
        onPercent={split.setPercent}
        left={
          <div className="flex h-full flex-col">
            <div className="relative min-h-0 flex-1">
              <BoardPane
                sync={sync}
                board={board}
                isReadOnly={isTimeUp}
                onForeign={control.onForeign}
                onDrawing={noteDrawing}
              />
              {isProblemOpen && (
                <ProblemPanel
                  briefHtml={briefHtml}
                  curveballText={curveball?.text ?? null}
                  questions={
                    <QuestionsSlot
                      attemptId={attempt.id}
                      asked={workspace.questions}
                      brief={attempt.brief}
                      suggestions={workspace.problem.head.suggestions}
                      isOver={isTimeUp}
                    />
                  }
                  onClose={() => setIsProblemOpen(false)}
                />
              )}
            </div>
            <GraderReads
              sync={sync}
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
        drawing={countDrawing(sync)}
        isSubmitting={isSubmitting}
        handInProblem={isSubmitting ? null : props.handInProblem}
        onSubmit={handIn}
      />
      {areKeysOpen && (
        <Suspense fallback={null}>
          <ShortcutsDialog
            onClose={() => setAreKeysOpen(false)}
            onCanvasKeys={board.current ? () => board.current?.openHelp() : null}
          />
        </Suspense>
      )}
      <Toaster />
    </div>
  );
}

function focusSection(section: SectionId): void {
  document.querySelector<HTMLElement>(`textarea[${SECTION_ATTRIBUTE}=${section}]`)?.focus();
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

function countDrawing(sync: SyncControl["sync"]): { boxes: number; arrows: number } {
  const live = [...(sync?.state.elements.values() ?? [])].filter(({ isDeleted }) => !isDeleted);
  const isBox = ({ type }: SceneElement) =>
    type === "rectangle" || type === "ellipse" || type === "diamond" || type === "image";
  const isArrow = ({ type }: SceneElement) => type === "arrow" || type === "line";
  return { boxes: live.filter(isBox).length, arrows: live.filter(isArrow).length };
}
