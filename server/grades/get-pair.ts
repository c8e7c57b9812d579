import { and, desc, eq, ne } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import type { OwnAttempt } from "../attempts/own-attempt";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { SectionId } from "#domain/problems/scale";

/** An attempt that another may be compared with. `submittedAt` is ISO 8601. */
export type Comparable = {
  id: string;
  kind: Exclude<AttemptKind, "drill">;
  focusSection: SectionId | null;
  submittedAt: string;
};

/** Two attempts to compare, the one handed in first first, and what else there is to choose. */
export type Pair = {
  /** Null where the attempt is the only one on its problem. */
  ids: { before: string; after: string } | null;
  /** Newest first, without the attempt itself. */
  others: Comparable[];
};

/** More of one problem are hardly practised, and nobody looks for one among more. */
const MAX_OTHERS = 50;

/**
 * What an attempt is compared with: the one that was asked for, else the one it grew out of, else the
 * one handed in before it. For its candidate, and for a reviewer.
 * @throws AppError `not_found` for what this person may not see, and for two attempts of two people;
 *   `conflict` while one is open; `bad_request` for a drill, and for two problems
 */
export async function getPair(
  db: Db,
  who: { attemptId: string; otherId: string | null; viewer: Viewer },
): Promise<Pair> {
  const attempt = await requireComparable(db, who);
  const others = await listOthers(db, attempt);
  const otherId = who.otherId ?? chooseOther(attempt, others);
  if (otherId === null) return { ids: null, others };
  const other = await requireComparable(db, { attemptId: otherId, viewer: who.viewer });
  refuseUnlike(attempt, other);
  const [before, after] = [attempt, other].sort(
    (a, b) => a.submittedAt.getTime() - b.submittedAt.getTime(),
  );
  if (!before || !after) throw new Error("a pair is two");
  return { ids: { before: before.id, after: after.id }, others };
}

async function requireComparable(db: Db, who: { attemptId: string; viewer: Viewer }) {
  const attempt = await requireSubmittedAttempt(db, who);
  if (attempt.kind !== "drill") return attempt;
  throw new AppError("bad_request", {
    message: `attempt ${attempt.id} is a drill`,
    userMessage: "A drill isn’t compared. Its result shows what you wrote before.",
  });
}

function refuseUnlike(attempt: OwnAttempt, other: OwnAttempt): void {
  if (attempt.userId !== other.userId) {
    throw new AppError("not_found", {
      message: `attempts ${attempt.id} and ${other.id} are of two people`,
      userMessage: "There is no such attempt.",
    });
  }
  if (attempt.problemId !== other.problemId || attempt.id === other.id) {
    throw new AppError("bad_request", {
      message: `attempts ${attempt.id} and ${other.id} are no pair`,
      userMessage: "Only two different attempts on the same problem can be compared.",
    });
  }
}

async function listOthers(db: Db, attempt: OwnAttempt): Promise<Comparable[]> {
  const rows = await db
    .select({
      id: attempts.id,
      kind: attempts.kind,
      focusSection: attempts.focusSection,
      submittedAt: attempts.submittedAt,
    })
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, attempt.userId),
        eq(attempts.problemId, attempt.problemId),
        eq(attempts.status, "submitted"),
        ne(attempts.kind, "drill"),
        ne(attempts.id, attempt.id),
      ),
    )
    .orderBy(desc(attempts.submittedAt))
    .limit(MAX_OTHERS);
  return rows.flatMap(({ kind, submittedAt, ...row }) =>
    kind === "drill" || submittedAt === null
      ? []
      : [{ ...row, kind, submittedAt: submittedAt.toISOString() }],
  );
}

function chooseOther(
  attempt: OwnAttempt & { submittedAt: Date },
  others: readonly Comparable[],
): string | null {
  const submittedAt = attempt.submittedAt.toISOString();
  const base = others.find(({ id }) => id === attempt.basedOnId);
  const previous = others.find((other) => other.submittedAt <= submittedAt);
  return (base ?? previous ?? others.at(-1))?.id ?? null;
}
