import { lazy, Suspense } from "react";
import type { Workspace } from "#server/attempts/get-workspace";
import type { SectionId } from "#domain/problems/scale";
import { useHydrated } from "~/lib/use-hydrated";
import type { SectionPace } from "../pacing";
import type { SyncControl } from "../use-workspace-sync";

const InterviewerPanel = lazy(() => import("./interviewer-panel"));
const CarriedReplies = lazy(() => import("./carried-replies"));

export type InterviewerProps = {
  workspace: Workspace;
  control: SyncControl;
  /** Null in an untimed round. */
  pacing: readonly SectionPace[] | null;
  words: Record<SectionId, number>;
  section: SectionId;
  isOver: boolean;
};

/** The interviewer below the sections, or what a retry has of one; fetched only where there is any. */
export function InterviewerSlot(props: InterviewerProps) {
  // What is typed while the page comes to life would throw away a boundary that waits for its code.
  const isHydrated = useHydrated();
  const { attempt, interviewer } = props.workspace;
  const isAsking = attempt.probing !== "off";
  const hasReplies = interviewer.turns.length > 0 || attempt.earlier?.replied?.length;
  if (!isHydrated || (!isAsking && !hasReplies)) return null;
  const Panel = isAsking ? InterviewerPanel : CarriedReplies;
  return (
    <Suspense fallback={null}>
      <Panel {...props} />
    </Suspense>
  );
}
