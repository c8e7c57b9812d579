/** What people hear of without looking for it. */
export const NOTICE_KINDS = [
  "graded",
  "regraded",
  "not_graded",
  "challenge_settled",
  "signed",
  "due",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the notices of a page are about: an attempt, or what is due. */
export type NoticeSubject = { attemptId: string } | "due";

const REPORT =
  /^\/(?:attempts|drills)\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\/(?:report|result)$/;
const DUE = /^\/(?:due$|drills\/[^/]+$)/;

/**
 * What somebody who opens this page has learnt of: its notices count as read. A drill that was begun
 * says as much as the list of what is due.
 * @returns null where a page is about neither
 */
export function subjectOfPath(pathname: string): NoticeSubject | null {
  const attemptId = REPORT.exec(pathname)?.[1];
  if (attemptId !== undefined) return { attemptId };
  return DUE.test(pathname) ? "due" : null;
}
