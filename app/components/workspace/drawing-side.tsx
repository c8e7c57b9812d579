import { useCallback, useState } from "react";
import type { MutableRefObject } from "react";
import type { BoardHandle } from "~/components/board/board.client";
import { BoardPane } from "./board-pane";
import { GoodAtLevel } from "./good-at-level";
import { GraderReads } from "./grader-reads";
import type { WorkspaceData } from "./last-workspace";
import { ProblemPanel } from "./problem-panel";
import { QuestionsSlot } from "./questions/questions-slot";
import type { SyncControl } from "./use-workspace-sync";

/** The canvas, what the grader reads of it below, and the problem over it when it is open. */
export function DrawingSide(props: {
  data: WorkspaceData;
  control: SyncControl;
  board: MutableRefObject<BoardHandle | null>;
  isTimeUp: boolean;
  isProblemOpen: boolean;
  onCloseProblem: () => void;
}) {
  const { board, control, isTimeUp } = props;
  const { workspace, briefHtml } = props.data;
  const { goodAtLevel } = workspace.problem.head;
  const isLocked = workspace.attempt.locked.includes("drawing");
  const isReadOnly = isTimeUp || isLocked;
  const [drawingVersion, setDrawingVersion] = useState(0);
  const noteDrawing = useCallback(() => setDrawingVersion((version) => version + 1), []);
  return (
    <div className="flex h-full flex-col">
      <div className="relative min-h-0 flex-1">
        <BoardPane
          sync={control.sync}
          board={board}
          isReadOnly={isReadOnly}
          isLocked={isLocked}
          onForeign={control.onForeign}
          onDrawing={noteDrawing}
        />
        {props.isProblemOpen && (
          <ProblemPanel
            briefHtml={briefHtml}
            curveballText={workspace.curveball?.text ?? null}
            good={
              goodAtLevel !== null && (
                <GoodAtLevel level={workspace.attempt.level} text={goodAtLevel} />
              )
            }
            questions={
              <QuestionsSlot
                attemptId={workspace.attempt.id}
                asked={workspace.questions}
                brief={workspace.attempt.brief}
                suggestions={workspace.problem.head.suggestions}
                isOver={isTimeUp}
              />
            }
            onClose={props.onCloseProblem}
          />
        )}
      </div>
      <GraderReads
        sync={control.sync}
        drawingVersion={drawingVersion}
        board={board}
        isReadOnly={isReadOnly}
      />
    </div>
  );
}
