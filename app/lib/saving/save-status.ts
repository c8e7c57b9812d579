import type { TextId } from "#domain/attempts/answer.schema";
import type { Failure } from "./retry-delay";
import { hasUnsent, listConflicts, type WorkState } from "./work-state";

/**
 * - saved: the server has everything
 * - saving: something is on its way, or about to be
 * - waiting: the server can't take it now (or wants a sign-in); kept in this browser, tried again
 * - offline: no connection; kept in this browser, tried again
 * - conflict: a section was written in two places; the candidate chooses
 * - refused: the server takes nothing more for this attempt
 */
export type SaveKind = "saved" | "saving" | "waiting" | "offline" | "conflict" | "refused";

/** Something the server did not keep, and why, in its words. */
type DroppedItem = { id: string | null; type: string; reason: string };

export type SaveStatus = {
  kind: SaveKind;
  /** Why it waits; null unless kind is "waiting". */
  reason: "signed_out" | "busy" | null;
  /** What the server said, for "refused" and for a part that it set aside. */
  userMessage: string | null;
  /** Why the server can't take it now, in its words. */
  waitMessage: string | null;
  hasUnsent: boolean;
  /** False when this browser can't keep local copies: leaving now would lose what is unsent. */
  isStored: boolean;
  conflicts: TextId[];
  dropped: DroppedItem[];
  /** The server took the last save as late: kept, but not part of what is graded. */
  isLate: boolean;
};

export const INITIAL_STATUS: SaveStatus = {
  kind: "saved",
  reason: null,
  userMessage: null,
  waitMessage: null,
  hasUnsent: false,
  isStored: true,
  conflicts: [],
  dropped: [],
  isLate: false,
};

/** The status that follows from what is unsent and what went wrong last. */
export function describeStatus(
  last: SaveStatus,
  now: { state: WorkState; failure: Failure | null; isUnderWay: boolean },
): SaveStatus {
  const conflicts = listConflicts(now.state);
  const isUnsent = hasUnsent(now.state);
  const common = { ...last, conflicts, hasUnsent: isUnsent, reason: null, waitMessage: null };
  switch (now.failure?.kind) {
    case "offline":
      return { ...common, kind: "offline" };
    case "closed":
      return { ...common, kind: "refused", userMessage: now.failure.userMessage };
    case "busy":
      return {
        ...common,
        kind: "waiting",
        reason: "busy",
        waitMessage: now.failure.userMessage ?? null,
      };
    case "signed_out":
      return { ...common, kind: "waiting", reason: "signed_out" };
    default:
  }
  if (isUnsent || now.isUnderWay) return { ...common, kind: "saving" };
  return { ...common, kind: conflicts.length > 0 ? "conflict" : "saved" };
}
