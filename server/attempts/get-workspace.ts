import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { worksheets } from "../db/tables/aids";
import { answers } from "../db/tables/attempts";
import { problems, problemVersions } from "../db/tables/content";
import type { Scene } from "../diagram/scene.schema";
import type { Lens, Level } from "../problems/scale";
import type { ProblemHead } from "../problems/problem.schema";
import { TEXT_IDS } from "./answer.schema";
import type { TextId } from "./answer.schema";
import { requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { getScene } from "./scene-store";

/** Parts of the head that a candidate may see while the clock runs. */
export type WorkspaceHead = Omit<ProblemHead, "curveball" | "hints" | "levels"> & {
  /** Practice only; null in a mock interview. */
  hints: ProblemHead["hints"] | null;
  levels: ProblemHead["levels"] | null;
};

/** Everything the workspace shows. Times are ISO 8601, by the server's clock. */
export type Workspace = {
  attempt: {
    id: string;
    level: Level;
    lens: Lens;
    minutes: number | null;
    isPractice: boolean;
    hasCurveball: boolean;
    status: "in_progress" | "submitted";
    startedAt: string;
    deadlineAt: string | null;
    submittedAt: string | null;
  };
  problem: { slug: string; version: number; head: WorkspaceHead; statementMarkdown: string };
  /** The change of requirements: its text only once it is due. Null when there is none. */
  curveball: { dueAt: string; text: string | null } | null;
  /** The five answers and the worksheet. */
  texts: Record<TextId, { text: string; revision: number }>;
  scene: Scene;
  serverNow: string;
};

const MINUTE_MS = 60_000;

/** @throws AppError `not_found` for an attempt that is not this person's */
export async function getWorkspace(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<Workspace> {
  const attempt = await requireOwnAttempt(db, who, { lock: false });
  const [content] = await db
    .select({
      slug: problems.slug,
      version: problemVersions.version,
      body: problemVersions.body,
    })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!content) throw new Error(`attempt ${attempt.id} has no problem version`);
  const { curveball, hints, levels, ...head } = content.body.head;
  return {
    attempt: describe(attempt),
    problem: {
      slug: content.slug,
      version: content.version,
      head: {
        ...head,
        hints: attempt.isPractice ? hints : null,
        levels: attempt.isPractice ? levels : null,
      },
      statementMarkdown: content.body.statementMarkdown,
    },
    curveball: describeCurveball(attempt, curveball),
    texts: await getTexts(db, attempt.id),
    scene: await getScene(db, attempt.id),
    serverNow: new Date().toISOString(),
  };
}

/** Moment at which the curveball of an attempt is announced; null when it has none. */
export function curveballDueAt(
  attempt: Pick<OwnAttempt, "hasCurveball" | "minutes" | "startedAt">,
  at: number,
): Date | null {
  if (!attempt.hasCurveball || attempt.minutes === null) return null;
  return new Date(attempt.startedAt.getTime() + attempt.minutes * MINUTE_MS * at);
}

function describe(attempt: OwnAttempt): Workspace["attempt"] {
  const { id, level, lens, minutes, isPractice, hasCurveball, status } = attempt;
  return {
    ...{ id, level, lens, minutes, isPractice, hasCurveball, status },
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
  };
}

function describeCurveball(
  attempt: OwnAttempt,
  curveball: ProblemHead["curveball"],
): Workspace["curveball"] {
  const dueAt = curveballDueAt(attempt, curveball.at);
  if (dueAt === null) return null;
  const isDue = dueAt.getTime() <= Date.now();
  return { dueAt: dueAt.toISOString(), text: isDue ? curveball.text : null };
}

async function getTexts(db: Db, attemptId: string): Promise<Workspace["texts"]> {
  const [rows, sheets] = await Promise.all([
    db
      .select({ id: answers.section, text: answers.text, revision: answers.revision })
      .from(answers)
      .where(eq(answers.attemptId, attemptId)),
    db
      .select({ text: worksheets.text, revision: worksheets.revision })
      .from(worksheets)
      .where(eq(worksheets.attemptId, attemptId)),
  ]);
  const stored = [...rows, ...sheets.map((sheet) => ({ id: "worksheet" as const, ...sheet }))];
  const byId = new Map(stored.map(({ id, ...rest }) => [id, rest]));
  const pairs = TEXT_IDS.map((id) => [id, byId.get(id) ?? { text: "", revision: 0 }]);
  return Object.fromEntries(pairs) as Workspace["texts"];
}
