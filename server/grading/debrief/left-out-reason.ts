import type { LeftOutReason } from "#domain/grading/shown-debrief";
import type { JudgeError } from "../judge";

/** Why a debrief is left out, by the error that its calls ended in. */
export function leftOutReason({ kind }: JudgeError): LeftOutReason {
  switch (kind) {
    case "budget_exceeded":
      return "money";
    case "aborted":
    case "timeout":
      return "time";
    case "refused":
      return "refused";
    case "truncated":
    case "invalid_reply":
      return "invalid_reply";
    default:
      return "failed";
  }
}
