import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { countWords, TEXT_IDS } from "#domain/attempts/answer.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import type { BoardHandle } from "~/components/board/board.client";
import { Toaster } from "~/components/ui/toaster";
import { AnswersPanel } from "./answers-panel";
import { Countdown } from "./countdown";
import { DrawingSide } from "./drawing-side";
import { LayoutSwitch } from "./layout-switch";
import { NarrowSwitch } from "./narrow-switch";
import { Notices } from "./notices";
import { SaveState } from "./save-state";
import { SplitPane } from "./split-pane";
import { SubmitDialog } from "./submit-dialog";
import type { WorkspaceData } from "./last-workspace";
import { useDeadline } from "./use-deadline";
import { useFreshWorkspace } from "./use-fresh-workspace";
import { useHandIn } from "./use-hand-in";
import { useRoomLayout } from "./use-room-layout";
import { useServerClock } from "./use-server-clock";
import { useSession, type SessionControl, type Texts } from "./use-session";
import { WorkspaceBar } from "./workspace-bar";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog"));

/** The room in which an attempt is worked on. */
export function WorkspaceRoom(props: {
  loaded: WorkspaceData;
  /** Why the last handing in did not come through, in words. */
  handInProblem: string | null;
}) {
  const { data, askAgain } = useFreshWorkspace(props.loaded);
  const { workspace } = data;
  const clock = useServerClock(workspace.serverNow);
  const control = useSession(workspace, clock);
  const board = useRef<BoardHandle | null>(null);
  const room = useRoomLayout(board, () => isUntouched(workspace));
  const [isConfirming, setIsConfirming] = useState(false);
  const isTimeUp = useDeadline(workspace, clock, control, askAgain, () => setIsConfirming(false));
  const { isSubmitting, handIn } = useHandIn(workspace.attempt.id, control);
  const words = useMemo(() => countAll(control.texts), [control.texts]);
  const { session, status } = control;
  const { split } = room;

  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <WorkspaceBar
        workspace={workspace}
        isProblemOpen={room.isProblemOpen}
        onProblem={room.toggleProblem}
        layoutSwitch={<LayoutSwitch layout={split.layout} onLayout={split.setLayout} />}
        onShortcuts={() => room.setAreKeysOpen(true)}
        countdown={<Countdown clock={clock} workspace={workspace} isOver={isTimeUp} />}
        saveState={<SaveState status={status} isOpen={session !== null} />}
        onSubmit={() => setIsConfirming(true)}
        isSubmitDisabled={session === null || isTimeUp}
      />
      <Notices
        status={status}
        isTimeUp={isTimeUp}
        leftOutCount={workspace.leftOutCount}
        curveballText={isTimeUp ? null : (workspace.curveball?.text ?? null)}
      />
      <NarrowSwitch side={room.narrowSide} onSide={room.setNarrowSide} />
      <SplitPane
        leftLabel="Drawing"
        rightLabel="Answers"
        narrowSide={room.narrowSide}
        percent={split.percent}
        onPercent={split.setPercent}
        left={
          <DrawingSide
            data={data}
            control={control}
            board={board}
            isReadOnly={isTimeUp}
            isProblemOpen={room.isProblemOpen}
            onCloseProblem={room.closeProblem}
          />
        }
        right={
          <AnswersPanel
            workspace={workspace}
            clock={clock}
            control={control}
            words={words}
            section={room.section}
            onSection={room.setSection}
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
      {room.areKeysOpen && (
        <Suspense fallback={null}>
          <ShortcutsDialog
            onClose={() => room.setAreKeysOpen(false)}
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

function countDrawing(session: SessionControl["session"]): { boxes: number; arrows: number } {
  const live = [...(session?.state.elements.values() ?? [])].filter(({ isDeleted }) => !isDeleted);
  const isBox = ({ type }: SceneElement) =>
    type === "rectangle" || type === "ellipse" || type === "diamond" || type === "image";
  const isArrow = ({ type }: SceneElement) => type === "arrow" || type === "line";
  return { boxes: live.filter(isBox).length, arrows: live.filter(isArrow).length };
}
