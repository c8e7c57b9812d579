import { lazy, Suspense } from "react";
import type { Workspace } from "#server/attempts/get-workspace";
import type { SectionId } from "#domain/problems/scale";
import { useHydrated } from "~/lib/use-hydrated";
import type { SectionPace } from "../pacing";
import type { Hear } from "../use-thread";
import type { SyncControl } from "../use-workspace-sync";

const InterviewerPanel = lazy(() => import("./interviewer-panel"));

export type InterviewerProps = {
  workspace: Workspace;
  control: SyncControl;
  onHeard: Hear;
  /** Null in an untimed round. */
  pacing: readonly SectionPace[] | null;
  words: Record<SectionId, number>;
  section: SectionId;
  /** Shows a section and goes on writing in its field. */
  onWrite: (section: SectionId) => void;
  /** Little room: folded until the first question. */
  isTight: boolean;
  isOver: boolean;
};

/** The interviewer below the sections, or what a retry has of one; fetched only where there may be any. */
export function InterviewerSlot(props: InterviewerProps) {
  // What is typed while the page comes to life would throw away a boundary that waits for its code.
  const isHydrated = useHydrated();
  const { probing, kind } = props.workspace.attempt;
  if (!isHydrated || (probing === "off" && kind !== "retry")) return null;
  return (
    <Suspense fallback={null}>
      <InterviewerPanel {...props} />
    </Suspense>
  );
}
