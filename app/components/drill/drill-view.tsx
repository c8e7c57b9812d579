import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { DrillRoom } from "#server/attempts/get-drill";
import { countWords } from "#domain/attempts/answer.schema";
import { ThemeToggle } from "~/components/layout/theme-toggle";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { TextLink } from "~/components/ui/text-link";
import { Countdown } from "~/components/workspace/countdown";
import type { WorkspaceData } from "~/components/workspace/last-workspace";
import { Notices } from "~/components/workspace/notices";
import { ReportLink } from "~/components/workspace/report-link";
import { SaveState } from "~/components/workspace/save-state";
import { useDeadline } from "~/components/workspace/use-deadline";
import { useFreshWorkspace } from "~/components/workspace/use-fresh-workspace";
import { useHandedIn } from "~/components/workspace/use-handed-in";
import { useHandIn } from "~/components/workspace/use-hand-in";
import { useKeptRoom } from "~/components/workspace/use-kept-room";
import { useServerClock } from "~/components/workspace/use-server-clock";
import { useWorkspaceSync } from "~/components/workspace/use-workspace-sync";
import { DrillAside } from "./drill-aside";
import { DrillBoard } from "./drill-board";
import { DrillField } from "./drill-field";
import { DrillTasks } from "./drill-tasks";
import { nameDrill } from "~/lib/name-drill";
import { GradedBy } from "./graded-by";
import type { DrillJudge } from "./graded-by";

export type DrillData = WorkspaceData & {
  room: Omit<DrillRoom, "given">;
  /** The case, where the brief was less. */
  caseHtml: string | null;
  judge: DrillJudge | null;
};

const NOTHING_YET = "There is nothing to hand in yet. Write a sentence or two first.";

/** The room of a drill: what to do, one field, and what was written before. */
export function DrillView(props: {
  loaded: DrillData;
  /** Why the last handing in did not come through, in words. */
  handInError: string | null;
  /** Under the bar: how this page came to be, where that is special. */
  above?: ReactNode;
}) {
  const { id } = props.loaded.workspace.attempt;
  const path = `/drills/${id}`;
  const { data, askAgain } = useFreshWorkspace(props.loaded, path);
  const { workspace, room } = data;
  const { section, isTaster = false, rest = null } = room;
  const clock = useServerClock(workspace.serverNow);
  const control = useWorkspaceSync(data, clock);
  useKeptRoom({ data, clock }, control);
  const { sync, status } = control;
  const isToldOver = useHandedIn(id);
  const isTimeUp = useDeadline(workspace, clock, control, askAgain, () => undefined, isToldOver);
  const isOver = !isTimeUp && (isToldOver || status.isLate);
  const { isSubmitting, handIn } = useHandIn(path, id, control);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isFlushing, setIsFlushing] = useState(false);
  const text = control.texts[section];
  const isBlank = () =>
    text.trim() === "" &&
    [...(sync?.state.elements.values() ?? [])].every(({ isDeleted }) => isDeleted);

  async function submit(): Promise<void> {
    if (sync === null || isTimeUp || isOver || isSubmitting) return;
    if (isBlank()) return setRefusal(NOTHING_YET);
    setIsFlushing(true);
    setRefusal(null);
    try {
      setRefusal(await handIn());
    } finally {
      setIsFlushing(false);
    }
  }
  useSubmitKeys(() => void submit());
  const error = refusal ?? (isSubmitting ? null : props.handInError);

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="bg-surface border-line sticky top-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-1.5">
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="truncate leading-tight font-semibold">{nameDrill(room)}</h1>
          <p className="text-ink-soft truncate text-sm">
            {room.earlier && (
              <>
                <TextLink to={`/attempts/${room.earlier.attemptId}/report`} look="back">
                  Back to the report
                </TextLink>{" "}
                ·{" "}
              </>
            )}
            {workspace.problem.head.title}
          </p>
        </div>
        {!isOver && <Countdown clock={clock} workspace={workspace} isOver={isTimeUp} />}
        <div className="flex items-center gap-x-3 max-sm:w-full">
          <div className="max-sm:flex-1 sm:min-w-32">
            <SaveState status={status} isOpen={sync !== null} />
          </div>
          <ThemeToggle />
          <Button
            variant="primary"
            size="sm"
            title="Ctrl Enter"
            disabled={sync === null || isTimeUp || isOver}
            isPending={isFlushing || isSubmitting}
            onClick={() => void submit()}
          >
            Hand in
          </Button>
        </div>
      </header>
      {props.above}
      <Notices
        status={status}
        attemptId={id}
        sync={sync}
        isTimeUp={isTimeUp}
        leftOutCount={workspace.leftOutCount}
        reportLink={isOver ? <ReportLink attemptId={id} sync={sync} /> : null}
      />
      <div className="mx-auto grid w-full max-w-6xl flex-1 grid-cols-[minmax(0,1fr)] content-start gap-x-12 gap-y-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-4">
          <DrillTasks tasks={room.tasks} isTaster={isTaster} />
          <DrillField
            section={section}
            text={text}
            wordCount={countWords(text)}
            otherText={sync?.state.texts[section].conflict?.text ?? null}
            isReadOnly={isTimeUp}
            onText={(changed) => {
              setRefusal(null);
              control.editText(section, changed);
            }}
            onResolve={(chosen) => control.resolveConflict(section, chosen)}
          />
          {error !== null && (
            <Callout tone="danger" role="alert" title="Not handed in yet">
              <p>{error}</p>
            </Callout>
          )}
          {room.hasCanvas && <DrillBoard control={control} isReadOnly={isTimeUp} />}
          <GradedBy judge={data.judge} isTaster={isTaster} />
        </div>
        <DrillAside
          earlierText={room.earlier?.text ?? null}
          briefHtml={data.briefHtml}
          caseHtml={data.caseHtml}
          rest={rest}
        />
      </div>
    </div>
  );
}

/** Ctrl or Cmd with Enter hands in from wherever one writes. */
function useSubmitKeys(onSubmit: () => void): void {
  const latest = useRef(onSubmit);
  useEffect(() => {
    latest.current = onSubmit;
  });
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      latest.current();
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
