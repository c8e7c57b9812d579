import { lazy, Suspense, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { countWords, TEXT_IDS } from "#domain/attempts/answer.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import type { BoardHandle } from "~/components/board/board.client";
import { Toaster } from "~/components/ui/toaster";
import { AnswersPanel } from "./answers-panel";
import { Countdown } from "./countdown";
import { DockBar } from "./dock-bar";
import { createDrawingNews } from "./drawing-news";
import { DrawingSide } from "./drawing-side";
import { GoodAtLevel } from "./good-at-level";
import { LayoutSwitch } from "./layout-switch";
import { NarrowSwitch } from "./narrow-switch";
import { Notices } from "./notices";
import { ProblemPanel } from "./problem-panel";
import { FiguresSlot, QuestionsSlot } from "./questions/questions-slot";
import { usePins } from "./questions/use-pins";
import { SaveState } from "./save-state";
import { SplitPane } from "./split-pane";
import { SubmitDialog } from "./submit-dialog";
import type { WorkspaceData } from "./last-workspace";
import { useDeadline } from "./use-deadline";
import { useFreshWorkspace } from "./use-fresh-workspace";
import { ReportLink } from "./report-link";
import { useHandedIn } from "./use-handed-in";
import { useHandIn } from "./use-hand-in";
import { useKeptRoom } from "./use-kept-room";
import { useWorkspaceLayout } from "./use-workspace-layout";
import { useServerClock } from "./use-server-clock";
import { useThread } from "./use-thread";
import { useWorkspaceSync, type SyncControl, type Texts } from "./use-workspace-sync";
import { WorkspaceBar } from "./workspace-bar";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog"));

/** The workspace: an attempt, being worked on. */
export function WorkspaceView(props: {
  loaded: WorkspaceData;
  /** Why the last handing in did not come through, in words. */
  handInError: string | null;
  /** Under the bar: how this page came to be, where that is special. */
  above?: ReactNode;
}) {
  const path = `/attempts/${props.loaded.workspace.attempt.id}`;
  const { data: told, askAgain } = useFreshWorkspace(props.loaded, path);
  const { data, hear } = useThread(told);
  const { workspace } = data;
  const clock = useServerClock(workspace.serverNow);
  const control = useWorkspaceSync(told, clock);
  useKeptRoom({ data, clock }, control);
  const pins = usePins(workspace.attempt.id);
  const board = useRef<BoardHandle | null>(null);
  const layout = useWorkspaceLayout(
    workspace.attempt.id,
    () => isUntouched(workspace),
    workspace.attempt.earlier?.section ?? "scenario",
  );
  const [dockPlace, setDockPlace] = useState<HTMLElement | null>(null);
  const [news] = useState(createDrawingNews);
  const [isConfirming, setIsConfirming] = useState(false);
  const isToldOver = useHandedIn(workspace.attempt.id);
  const closeDialog = () => setIsConfirming(false);
  const isTimeUp = useDeadline(workspace, clock, control, askAgain, closeDialog, isToldOver);
  const { isSubmitting, handIn } = useHandIn(path, workspace.attempt.id, control);
  const words = useMemo(() => countAll(control.texts), [control.texts]);
  const { sync, status } = control;
  const isOver = !isTimeUp && (isToldOver || status.isLate);
  const { split } = layout;

  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <WorkspaceBar
        workspace={workspace}
        isProblemOpen={layout.panel === "problem"}
        onProblem={() => layout.togglePanel("problem")}
        layoutSwitch={<LayoutSwitch layout={split.layout} onLayout={split.setLayout} />}
        onShortcuts={() => layout.setAreKeysOpen(true)}
        countdown={!isOver && <Countdown clock={clock} workspace={workspace} isOver={isTimeUp} />}
        saveState={<SaveState status={status} isOpen={sync !== null} />}
        onSubmit={() => setIsConfirming(true)}
        isSubmitDisabled={sync === null || isTimeUp || isOver}
      />
      {props.above}
      <Notices
        status={status}
        attemptId={workspace.attempt.id}
        sync={sync}
        isTimeUp={isTimeUp}
        leftOutCount={workspace.leftOutCount}
        reportLink={isOver ? <ReportLink attemptId={workspace.attempt.id} sync={sync} /> : null}
        isInterviewed={workspace.attempt.probing !== "off"}
        curveballText={isTimeUp || isOver ? null : (workspace.curveball?.text ?? null)}
      />
      <NarrowSwitch side={layout.narrowSide} onSide={layout.turnTo} />
      <SplitPane
        leftLabel="Drawing"
        rightLabel="Answers"
        narrowSide={layout.narrowSide}
        split={split}
        left={
          <DrawingSide
            data={data}
            control={control}
            board={board}
            layout={layout}
            dockPlace={dockPlace}
            news={news}
            isTimeUp={isTimeUp}
          />
        }
        right={
          <AnswersPanel
            workspace={workspace}
            clock={clock}
            control={control}
            onHeard={hear}
            figures={<FiguresSlot asked={workspace.questions} pins={pins} />}
            words={words}
            section={layout.section}
            onSection={layout.setSection}
            onWrite={layout.writeSection}
            isTight={layout.panel !== null && split.layout === "both"}
            isTimeUp={isTimeUp}
          />
        }
        docked={layout.panel}
        dockPlace={setDockPlace}
        dock={
          layout.panel === "problem" && (
            <ProblemPanel
              briefHtml={data.briefHtml}
              curveballText={workspace.curveball?.text ?? null}
              good={
                workspace.problem.head.goodAtLevel !== null && (
                  <GoodAtLevel
                    level={workspace.attempt.level}
                    text={workspace.problem.head.goodAtLevel}
                  />
                )
              }
              questions={
                workspace.attempt.asking !== "off" && (
                  <QuestionsSlot
                    attemptId={workspace.attempt.id}
                    asked={workspace.questions}
                    onHeard={hear}
                    pins={pins}
                    brief={workspace.attempt.brief}
                    suggestions={workspace.problem.head.suggestions}
                    isOver={isTimeUp}
                  />
                )
              }
              onClose={layout.closePanel}
            />
          )
        }
      />
      <DockBar
        layout={layout}
        control={control}
        board={board}
        dockPlace={dockPlace}
        news={news}
        isReadOnly={isTimeUp || workspace.attempt.locked.includes("drawing")}
      />
      <SubmitDialog
        isOpen={isConfirming && !isOver}
        onOpenChange={setIsConfirming}
        words={words}
        worksheet={control.texts.worksheet}
        drawing={countDrawing(sync)}
        after={data.afterHandIn ?? "It is kept as it is now."}
        isSubmitting={isSubmitting}
        handInError={isSubmitting ? null : props.handInError}
        onSubmit={handIn}
      />
      {layout.areKeysOpen && (
        <Suspense fallback={null}>
          <ShortcutsDialog
            onClose={() => layout.setAreKeysOpen(false)}
            onCanvasKeys={board.current ? () => board.current?.openHelp() : null}
          />
        </Suspense>
      )}
      <Toaster />
    </div>
  );
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
