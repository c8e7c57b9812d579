import type { Notice } from "#server/notices/list-notices";

/** Where a notice leads. */
export function toNoticePath(notice: Notice): string {
  if (notice.kind === "due") return "/due";
  const { id, kind } = notice.attempt;
  return kind === "drill" ? `/drills/${id}/result` : `/attempts/${id}/report`;
}

/**
 * What a notice says.
 * @param today of the reader, "2026-11-29"; what was due on an earlier day is told as past
 */
export function sayNotice(notice: Notice, today: string): string {
  if (notice.kind === "due") return sayDue(notice, today);
  const { title, kind } = notice.attempt;
  const what = kind === "drill" ? "drill" : "report";
  switch (notice.kind) {
    case "graded":
      return kind === "drill"
        ? `Your drill on ${title} is graded.`
        : `Your report on ${title} is ready.`;
    case "regraded":
      return `Your ${what} on ${title} has a new grade.`;
    case "not_graded":
      return `Your ${kind === "drill" ? "drill" : "answer"} on ${title} could not be graded.`;
    case "challenge_settled":
      return notice.outcome === null
        ? `A reviewer answered your challenge on ${title}.`
        : `Your challenge on ${title} was ${notice.outcome}.`;
    case "signed":
      return `A reviewer signed off your report on ${title}.`;
  }
}

function sayDue({ drills, day }: Extract<Notice, { kind: "due" }>, today: string): string {
  const count = drills === 1 ? "One drill" : `${drills} drills`;
  if (day === today) return `${count} ${drills === 1 ? "is" : "are"} due today.`;
  return `${count} ${drills === 1 ? "was" : "were"} due.`;
}
