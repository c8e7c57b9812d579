/** What people hear of without looking for it. */
export const NOTICE_KINDS = [
  "graded",
  "regraded",
  "not_graded",
  "challenge_settled",
  "signed",
  "due",
  "admin_link",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the notices of a page are about: an attempt, what is due, or links that other admins made. */
export type NoticeSubject = { attemptId: string } | "due" | "admin_link";

const REPORT =
  /^\/(?:attempts|drills)\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\/(?:report|result)$/;
const DUE = /^\/(?:due$|drills\/[^/]+$)/;

/**
 * What somebody who opens this page has learnt of: its notices count as read. A drill that was begun
 * says as much as the list of what is due, and the audit log names every link.
 * @returns null where a page is about none of them
 */
export function subjectOfPath(pathname: string): NoticeSubject | null {
  const attemptId = REPORT.exec(pathname)?.[1];
  if (attemptId !== undefined) return { attemptId };
  if (pathname === "/admin/audit") return "admin_link";
  return DUE.test(pathname) ? "due" : null;
}
