import type { Notice } from "#server/notices/list-notices";

/** Where a notice leads. */
export function toNoticePath(notice: Notice): string {
  if (notice.kind === "due") return "/due";
  if (notice.kind === "admin_link") {
    return `/admin/audit?${new URLSearchParams({ subject: notice.link.subjectId })}`;
  }
  const { id, kind } = notice.attempt;
  return kind === "drill" ? `/drills/${id}/result` : `/attempts/${id}/report`;
}

/**
 * What a notice says.
 * @param today of the reader, "2026-11-29"; what was due on an earlier day is put in the past tense
 */
export function sayNotice(notice: Notice, today: string): string {
  if (notice.kind === "due") return sayDue(notice, today);
  if (notice.kind === "admin_link") return sayLink(notice);
  return `${sayWhat(notice)}: ${notice.attempt.title}`;
}

/** Before the problem's title, which is a sentence of its own. */
function sayWhat(notice: Exclude<Notice, { kind: "due" | "admin_link" }>): string {
  const isDrill = notice.attempt.kind === "drill";
  switch (notice.kind) {
    case "graded":
      return isDrill ? "Your drill is graded" : "Your report is ready";
    case "regraded":
      return `Your ${isDrill ? "drill" : "report"} has a new grade`;
    case "not_graded":
      return `Your ${isDrill ? "drill" : "answer"} is handed in and has no grade`;
    case "challenge_settled":
      return notice.outcome === null
        ? "A reviewer answered your challenge"
        : `Your challenge was ${notice.outcome}`;
    case "signed":
      return "A reviewer signed off your report";
  }
}

function sayLink({ link, isOwn }: Extract<Notice, { kind: "admin_link" }>): string {
  if (link.owner === null) return `${link.by} invited someone as an admin`;
  return `${link.by} created a password reset link for ${isOwn ? "you" : link.owner.name}`;
}

function sayDue({ drills, day }: Extract<Notice, { kind: "due" }>, today: string): string {
  const count = drills === 1 ? "One drill" : `${drills} drills`;
  if (day === today) return `${count} ${drills === 1 ? "is" : "are"} due today.`;
  return `${count} ${drills === 1 ? "was" : "were"} due.`;
}
