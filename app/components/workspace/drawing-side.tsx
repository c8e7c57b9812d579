import { useCallback, useState } from "react";
import type { MutableRefObject } from "react";
import type { BoardHandle } from "~/components/board/board.client";
import { BoardPane } from "./board-pane";
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
  isReadOnly: boolean;
  isProblemOpen: boolean;
  onCloseProblem: () => void;
}) {
  const { board, control, isReadOnly } = props;
  const { workspace, statementHtml } = props.data;
  const [drawingVersion, setDrawingVersion] = useState(0);
  const noteDrawing = useCallback(() => setDrawingVersion((version) => version + 1), []);
  return (
    <div className="flex h-full flex-col">
      <div className="relative min-h-0 flex-1">
        <BoardPane
          sync={control.sync}
          board={board}
          isReadOnly={isReadOnly}
          onForeign={control.onForeign}
          onDrawing={noteDrawing}
        />
        {props.isProblemOpen && (
          <ProblemPanel
            statementHtml={statementHtml}
            curveballText={workspace.curveball?.text ?? null}
            questions={
              <QuestionsSlot
                attemptId={workspace.attempt.id}
                asked={workspace.questions}
                suggestions={workspace.problem.head.suggestions}
                isOver={isReadOnly}
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
