import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { worksheets } from "../db/tables/aids";
import { attemptReplies } from "../db/tables/turns";
import { answers } from "../db/tables/attempts";
import { problems, problemVersions } from "../db/tables/content";
import type { Scene } from "#domain/diagram/scene.schema";
import type { AttemptKind, WorkPart } from "#domain/attempts/kinds";
import type { Brief, Lens, Level, SectionId } from "#domain/problems/scale";
import type { ProblemHead } from "#domain/problems/problem.schema";
import { TEXT_IDS } from "#domain/attempts/answer.schema";
import { getAnswers } from "./get-answers";
import { getExchanges } from "./get-exchanges";
import { listQuestionsOf } from "./list-questions";
import { listTurnsOf } from "./list-turns";
import { curveballDueAt } from "./curveball";
import { readGivenBrief } from "./get-given-brief";
import { listOpenedSteps, toLadders } from "./list-opened-steps";
import type { HintLadders } from "./list-opened-steps";
import type { TextId } from "#domain/attempts/answer.schema";
import { requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt, TimedAttempt } from "./own-attempt";
import type { AskedQuestion, AskingMode } from "#domain/attempts/question.schema";
import { repliesOf, replyIdOf } from "#domain/attempts/turn.schema";
import type { Exchange, ProbingMode, Turns } from "#domain/attempts/turn.schema";
import { countLeftOut, getScene } from "./scene-store";

/**
 * Parts of the head that a candidate may see while the clock runs: what the interviewer would answer
 * is not among them until it was asked, nor a hint until it was opened.
 */
export type WorkspaceHead = Pick<ProblemHead, "title" | "prompts" | "shares"> & {
  /** Practice only; null in a mock interview. */
  hints: HintLadders | null;
  /** What a good answer at the attempt's own level does. */
  goodAtLevel: string | null;
  /** Questions that are worth asking, without their answers; null where the list stays hidden. */
  suggestions: { id: string; question: string }[] | null;
};

/** A follow-up about the section that is rewritten, with the reply to it. */
export type LeftBehind = Pick<Exchange, "turn" | "question" | "reply">;

/** Everything the workspace shows. Times are ISO 8601, by the server's clock. */
export type Workspace = {
  attempt: {
    id: string;
    kind: AttemptKind;
    /** Of a retry: what stood in the section before, to be read beside it. */
    earlier: {
      attemptId: string;
      section: SectionId;
      text: string;
      /** What was replied to follow-ups about it, and isn't carried over. Absent from rooms kept before. */
      replied?: LeftBehind[];
    } | null;
    /** What was carried over and takes no change. */
    locked: WorkPart[];
    level: Level;
    lens: Lens;
    brief: Brief;
    minutes: number | null;
    isPractice: boolean;
    hasCurveball: boolean;
    /** When the interviewer follows up. */
    probing: ProbingMode;
    /** How the interviewer can be asked about the brief. */
    asking: AskingMode;
    status: "in_progress" | "submitted";
    startedAt: string;
    deadlineAt: string | null;
    submittedAt: string | null;
  };
  problem: {
    slug: string;
    version: number;
    head: WorkspaceHead;
    /** The case, or the interviewer's lines and nothing of the case. */
    briefMarkdown: string;
  };
  /** What was asked of the interviewer, oldest first. */
  questions: AskedQuestion[];
  /** What the interviewer said and asked of its own accord; in a retry what was carried over. */
  interviewer: Turns;
  /** The change of requirements: its text only once it is due. Null when there is none. */
  curveball: { dueAt: string; text: string | null } | null;
  /** The five answers, the worksheet and the replies to follow-ups. */
  texts: Record<TextId, { text: string; revision: number }>;
  scene: Scene;
  /** Drawn elements that are too large to be opened; 0 but in very large old drawings. */
  leftOutCount: number;
  serverNow: string;
};

/** @throws AppError `not_found` for an attempt that is not this person's */
export async function getWorkspace(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<Workspace> {
  const attempt = await requireOwnAttempt(db, who, { lock: false });
  const { isPractice } = attempt;
  const [[content], texts, scene, leftOutCount, openedSteps, questions, interviewer, earlier] =
    await Promise.all([
      getContent(db, attempt.problemVersionId),
      getTexts(db, attempt.id),
      getScene(db, attempt.id),
      countLeftOut(db, attempt.id),
      isPractice ? listOpenedSteps(db, attempt.id) : [],
      listQuestionsOf(db, attempt),
      listTurnsOf(db, attempt),
      getEarlier(db, attempt),
    ]);
  if (!content) throw new Error(`attempt ${attempt.id} has no problem version`);
  const { hints, levels, clarifications, ...head } = content.body.head;
  return {
    attempt: { ...describe(attempt), earlier },
    problem: {
      slug: content.slug,
      version: content.version,
      head: {
        title: head.title,
        prompts: head.prompts,
        shares: head.shares,
        hints: isPractice ? toLadders(hints, openedSteps) : null,
        goodAtLevel: isPractice ? levels[attempt.level] : null,
        suggestions:
          attempt.asking === "list"
            ? clarifications.map(({ id, question }) => ({ id, question }))
            : null,
      },
      briefMarkdown: readGivenBrief(attempt, content.body),
    },
    questions,
    interviewer,
    curveball: describeCurveball(attempt, head.curveball),
    texts,
    scene,
    leftOutCount,
    serverNow: attempt.now.toISOString(),
  };
}

/** Null for what is no retry, and when the attempt that it grew out of is gone. */
async function getEarlier(
  db: Db,
  { kind, basedOnId, focusSection }: OwnAttempt,
): Promise<Workspace["attempt"]["earlier"]> {
  if (kind !== "retry" || basedOnId === null || focusSection === null) return null;
  const [texts, exchanges] = await Promise.all([
    getAnswers(db, basedOnId),
    getExchanges(db, basedOnId),
  ]);
  const replied = repliesOf(exchanges)
    .filter(({ section }) => section === focusSection)
    .map(({ turn, question, reply }) => ({ turn, question, reply }));
  return { attemptId: basedOnId, section: focusSection, text: texts[focusSection], replied };
}

function describe(attempt: OwnAttempt): Omit<Workspace["attempt"], "earlier"> {
  const {
    id,
    kind,
    locked,
    level,
    lens,
    brief,
    minutes,
    isPractice,
    hasCurveball,
    probing,
    asking,
    status,
  } = attempt;
  return {
    id,
    kind,
    locked,
    level,
    lens,
    brief,
    minutes,
    isPractice,
    hasCurveball,
    probing,
    asking,
    status,
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
  };
}

function describeCurveball(
  attempt: TimedAttempt,
  curveball: ProblemHead["curveball"],
): Workspace["curveball"] {
  const dueAt = curveballDueAt(attempt, curveball.at);
  if (dueAt === null) return null;
  const isDue = dueAt.getTime() <= attempt.now.getTime();
  return { dueAt: dueAt.toISOString(), text: isDue ? curveball.text : null };
}

function getContent(db: Db, problemVersionId: string) {
  return db
    .select({ slug: problems.slug, version: problemVersions.version, body: problemVersions.body })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(eq(problemVersions.id, problemVersionId));
}

async function getTexts(db: Db, attemptId: string): Promise<Workspace["texts"]> {
  const [rows, sheets, replies] = await Promise.all([
    db
      .select({ id: answers.section, text: answers.text, revision: answers.revision })
      .from(answers)
      .where(eq(answers.attemptId, attemptId)),
    db
      .select({ text: worksheets.text, revision: worksheets.revision })
      .from(worksheets)
      .where(eq(worksheets.attemptId, attemptId)),
    db
      .select({
        seq: attemptReplies.seq,
        text: attemptReplies.text,
        revision: attemptReplies.revision,
      })
      .from(attemptReplies)
      .where(eq(attemptReplies.attemptId, attemptId)),
  ]);
  const stored: { id: TextId; text: string; revision: number }[] = [
    ...rows,
    ...sheets.map((sheet) => ({ id: "worksheet" as const, ...sheet })),
    ...replies.map(({ seq, ...reply }) => ({ id: replyIdOf(seq), ...reply })),
  ];
  const byId = new Map(stored.map(({ id, ...rest }) => [id, rest]));
  const pairs = TEXT_IDS.map((id) => [id, byId.get(id) ?? { text: "", revision: 0 }]);
  return Object.fromEntries(pairs) as Workspace["texts"];
}
