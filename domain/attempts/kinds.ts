import { SECTION_IDS } from "../problems/scale";
import type { SectionId } from "../problems/scale";
import { REPLY_IDS } from "./answer.schema";
import type { ReplyId } from "./answer.schema";

/**
 * An interview is a whole problem against the clock; a retry writes one section of an earlier attempt
 * anew; a drill practises one to three criteria.
 */
export const ATTEMPT_KINDS = ["interview", "retry", "drill"] as const;
export type AttemptKind = (typeof ATTEMPT_KINDS)[number];

/** What of an attempt's work can be locked. */
const WORK_PARTS = [...SECTION_IDS, "worksheet", "drawing"] as const;
export type WorkPart = (typeof WORK_PARTS)[number] | ReplyId;

/** More would be an interview. */
export const MAX_DRILL_CRITERIA = 3;

/** Minutes of a drill by how many criteria it has. */
const DRILL_MINUTES = [5, 8, 10] as const;

export function drillMinutes(criteria: number): number {
  return DRILL_MINUTES[Math.min(criteria, MAX_DRILL_CRITERIA) - 1] ?? DRILL_MINUTES[0];
}

/** Shortest retry, in minutes: a section is hardly read and written in less. */
const MIN_RETRY_MINUTES = 5;

/**
 * Half of what the section had in the whole interview: the reading is done.
 * @param minutes of the whole interview
 * @param share of the section, 0–1
 */
export function retryMinutes(minutes: number, share: number): number {
  return Math.max(MIN_RETRY_MINUTES, Math.round((minutes * share) / 2));
}

/**
 * What a retry keeps as it was: what was replied to the interviewer, who doesn't ask again, and where the
 * rest is locked all but its section. The drawing stays open where the section is the drawing's own, and
 * so does the worksheet of Latency & Cost.
 */
export function lockedOfRetry(section: SectionId, keep: "locked" | "editable"): WorkPart[] {
  const rest = WORK_PARTS.filter((part) => {
    if (part === "drawing") return section !== "architecture";
    if (part === "worksheet") return section !== "latency_cost";
    return part !== section;
  });
  return keep === "locked" ? [...rest, ...REPLY_IDS] : [...REPLY_IDS];
}

/** What a drill has no room for: all but its section and, where that can show it, the drawing. */
export function lockedOfDrill(
  section: SectionId,
  { hasCanvas }: { hasCanvas: boolean },
): WorkPart[] {
  return WORK_PARTS.filter((part) => (part === "drawing" ? !hasCanvas : part !== section));
}
