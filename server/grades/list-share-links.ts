import { desc, eq, sql } from "drizzle-orm";
import { requireOwnAttempt } from "../attempts/own-attempt";
import type { Db } from "../db/client";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import { shareLinks } from "../db/tables/shares";
import { hasSeenGrade } from "../reviews/get-own-marks";

/** A link as its owner sees it; its address can't be told again. Times are ISO 8601. */
export type ShareLink = {
  id: string;
  createdAt: string;
  expiresAt: string;
  showsName: boolean;
  showsScore: boolean;
  state: "working" | "expired" | "revoked";
};

export type SharePage = {
  attemptId: string;
  problem: { slug: string; title: string };
  /** The owner has a report that they have opened. */
  canShare: boolean;
  /** The newest first. */
  links: ShareLink[];
};

const MOST_LISTED = 50;

/** The links to one's own report. @throws AppError `not_found` */
export async function listShareLinks(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<SharePage> {
  const attempt = await requireOwnAttempt(db, who, { lock: false });
  const [[problem], rows, canShare] = await Promise.all([
    db
      .select({ slug: problems.slug, title: versionTitle })
      .from(problemVersions)
      .innerJoin(problems, eq(problems.id, problemVersions.problemId))
      .where(eq(problemVersions.id, attempt.problemVersionId)),
    db
      .select({
        id: shareLinks.id,
        createdAt: shareLinks.createdAt,
        expiresAt: shareLinks.expiresAt,
        showsName: shareLinks.showsName,
        showsScore: shareLinks.showsScore,
        revokedAt: shareLinks.revokedAt,
        isOver: sql<boolean>`${shareLinks.expiresAt} <= now()`,
      })
      .from(shareLinks)
      .where(eq(shareLinks.attemptId, attempt.id))
      .orderBy(desc(shareLinks.createdAt))
      .limit(MOST_LISTED),
    hasSeenGrade(db, { attemptId: attempt.id, userId: attempt.userId }),
  ]);
  if (!problem) throw new Error(`the content of attempt ${attempt.id} is gone`);
  return {
    attemptId: attempt.id,
    problem,
    canShare,
    links: rows.map(({ id, createdAt, expiresAt, revokedAt, isOver, ...shows }) => ({
      id,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      ...shows,
      state: revokedAt !== null ? "revoked" : isOver ? "expired" : "working",
    })),
  };
}
