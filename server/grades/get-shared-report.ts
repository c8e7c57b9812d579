import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { shareLinks } from "../db/tables/shares";
import { getReview } from "../reviews/get-review";
import type { Review } from "../reviews/get-review";
import { getDrawingText } from "../attempts/scene-store";
import { getGradedState } from "./grade-state";
import { getReport } from "./get-report";
import { withoutNames } from "./show-debrief";
import type { Report, ReportGrade } from "./get-report";
import { hashShareToken } from "./share-token";

/** A report as it is handed to whoever holds its link; the page names what of it is sent. */
export type SharedReport = {
  attemptId: string;
  owner: Viewer;
  /** Of the owner; null where they didn't want it shown. */
  name: string | null;
  /** Previews of the link say the score. */
  showsScore: boolean;
  /** When the link ends, ISO 8601. */
  expiresAt: string;
  report: Report;
  grade: ReportGrade;
  review: Review;
};

/**
 * The report behind a link. Null for every link that doesn't work, whatever the reason: unknown,
 * revoked, expired, or of somebody whose account is deleted or suspended.
 */
export async function getSharedReport(db: Db, token: string): Promise<SharedReport | null> {
  const link = await findLink(db, token);
  return link && readShared(db, link);
}

/** The drawing of that report, as JSON text; without the addresses that elements lead to. Null as above. */
export async function getSharedDrawing(db: Db, token: string): Promise<string | null> {
  const link = await findLink(db, token);
  if (link === null || (await getGradedState(db, link.attemptId)) === null) return null;
  return getDrawingText(db, link.attemptId, { hasLinks: false });
}

async function findLink(db: Db, token: string): Promise<Link | null> {
  const tokenHash = hashShareToken(token);
  if (tokenHash === null) return null;
  const [link] = await db
    .select({
      attemptId: shareLinks.attemptId,
      showsName: shareLinks.showsName,
      showsScore: shareLinks.showsScore,
      expiresAt: shareLinks.expiresAt,
      owner: { id: users.id, name: users.name, email: users.email, role: users.role },
    })
    .from(shareLinks)
    .innerJoin(attempts, eq(attempts.id, shareLinks.attemptId))
    .innerJoin(users, eq(users.id, attempts.userId))
    .where(
      and(
        eq(shareLinks.tokenHash, tokenHash),
        isNull(shareLinks.revokedAt),
        gt(shareLinks.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    );
  return link ?? null;
}

type Link = {
  attemptId: string;
  showsName: boolean;
  showsScore: boolean;
  expiresAt: Date;
  owner: Viewer;
};

async function readShared(
  db: Db,
  { attemptId, showsName, showsScore, expiresAt, owner }: Link,
): Promise<SharedReport | null> {
  const who = { attemptId, viewer: owner };
  const [report, review] = await Promise.all([getReport(db, who), getReview(db, who)]);
  if (report.grade === null) return null;
  return {
    attemptId,
    owner,
    name: showsName ? owner.name : null,
    showsScore,
    expiresAt: expiresAt.toISOString(),
    report: { ...report, debrief: withoutNames(report.debrief) },
    grade: report.grade,
    review,
  };
}
