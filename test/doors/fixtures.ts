import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Role } from "#domain/accounts/roles";
import { createInvitation } from "#server/accounts/create-invitation";
import { createPasswordReset } from "#server/accounts/create-password-reset";
import { hashPassword } from "#server/accounts/passwords";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { createDraft } from "#server/authoring/create-draft";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { getDraft } from "#server/authoring/get-draft";
import type { Db } from "#server/db/client";
import { users } from "#server/db/tables/accounts";
import { grades } from "#server/db/tables/grades";
import { createShareLink } from "#server/grades/create-share-link";
import { getReport } from "#server/grades/get-report";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { saveSelfMark } from "#server/reviews/save-self-mark";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { createSessionCookie } from "#server/web/session-cookie";
import { openDrill } from "../integration/drills/drill-world";
import { gradeWith } from "../integration/reviews/review-world";
import { beginMarking, readOpen } from "../integration/reviews/self-world";
import type { At } from "../integration/reviews/self-world";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../support/attempts";
import { RAG } from "../support/content";
import { ANSWERS } from "../support/grading-fixture";
import { checkDraftHere } from "../support/drafts-here";
import { gateAnswerHere } from "../support/gate-here";
import { createPerson } from "../support/people";
import type { Principal } from "./entry.schema";
import { fillElements } from "./fill-elements";
import { drawFull } from "./full-drawing";

/** What one entry finds: people of its own, and work of theirs that is made when it is named. */
export type Scenery = {
  who: Principal;
  /** Cookie header of who sends the entry; "" for nobody. */
  cookie: string;
  viewer: Viewer | null;
  /** Puts ids where a path or a text has `{attempt}` and the like. @throws for a name that is none */
  fill: (text: string) => Promise<string>;
  /** The id behind a name. */
  idOf: (name: string) => Promise<string>;
  /** The files of the draft, which a form about it may leave out. */
  readDraft: () => Promise<DraftTexts>;
  /** Words in other people's work that whoever sends this must not get to see. */
  listSecrets: () => string[];
  /** Names of other people's attempts that aren't as they were. */
  listTouched: () => Promise<string[]>;
};

export type Fixtures = { prepare: (who: Principal) => Promise<Scenery> };

type Work = { id: string; secret: string; before: string };
const cookies = createSessionCookie({ isHttps: false });

/** @returns what makes the people and the work of each entry, by way of the database */
export async function createFixtures(db: Db): Promise<Fixtures> {
  const other = await createPerson(db);
  const passwordHash = await hashPassword(randomUUID());
  // In this order: a person has one open attempt of a problem.
  const foreignGraded = await openGraded(db, other.id);
  const foreign = await openWork(db, other.id);
  const foreignDrill = await openDrilling(db, (await createPerson(db)).id);

  async function prepare(who: Principal): Promise<Scenery> {
    const candidate = await createPerson(db);
    await db.update(users).set({ passwordHash }).where(eq(users.id, candidate.id));
    const viewer = await viewerOf(db, who, candidate);
    const made = new Map<string, Promise<string>>();
    const own: Record<"attempt" | "drill" | "graded" | "marking", Work | null> = {
      attempt: null,
      drill: null,
      graded: null,
      marking: null,
    };

    const makers: Record<string, () => Promise<string>> = {
      attempt: async () => (own.attempt = await openWork(db, candidate.id)).id,
      graded: async () => {
        own.graded = await openGraded(db, candidate.id);
        // Its report has been opened; that of the stranger's hasn't.
        await recordOwnSight(db, { attemptId: own.graded.id, userId: candidate.id });
        own.graded.before = await describeWork(db, own.graded.id);
        return own.graded.id;
      },
      drill: async () => (own.drill = await openDrilling(db, candidate.id)).id,
      marking: async () => (own.marking = await openMarking(db, candidate.id)).id,
      gradeId: async () => {
        const graded = await idOf("graded");
        const [grade] = await db
          .select({ id: grades.id })
          .from(grades)
          .where(eq(grades.attemptId, graded));
        return grade?.id ?? "";
      },
      // A working link to a report of the candidate's own.
      shared: async () => {
        const attemptId = await idOf("graded");
        const input = {
          attemptId,
          userId: candidate.id,
          days: 14,
          showsName: true,
          showsScore: true,
        };
        return (await createShareLink(db, input)).token;
      },
      // Work with as large a drawing as there can be.
      full: () => openFull(db, candidate.id, 0),
      fullToo: () => openFull(db, candidate.id, 10),
      fullShared: async () => {
        const attemptId = await idOf("full");
        const input = {
          attemptId,
          userId: candidate.id,
          days: 14,
          showsName: true,
          showsScore: true,
        };
        return (await createShareLink(db, input)).token;
      },
      fullCriterion: async () => {
        const who = { attemptId: await idOf("full"), viewer: candidate };
        return (await getReport(db, who)).rubric.criteria[0]?.id ?? "";
      },
      fullMarking: async () => (await openFullMarking(db, candidate.id)).attemptId,
      fullMarkAt: async () => {
        const at = { attemptId: await idOf("fullMarking"), userId: candidate.id };
        return String((await readOpen(db, at)).number);
      },
      fullRoom: async () => {
        const attemptId = await openAttempt(db, candidate.id);
        await drawFull(db, { attemptId, userId: candidate.id });
        return attemptId;
      },
      foreignAttempt: () => Promise.resolve(foreign.id),
      foreignGraded: () => Promise.resolve(foreignGraded.id),
      foreignDrill: () => Promise.resolve(foreignDrill.id),
      person: async () => (await createPerson(db)).id,
      me: () => Promise.resolve(viewer?.id ?? randomUUID()),
      draft: () => openDraft(db),
      invitation: async () => invite(db, await createPerson(db, "admin")),
      // Made while they were an admin; that the links are left at all is what acceptance must not trust.
      formerInvitation: async () => {
        const former = await createPerson(db, "admin");
        const token = await invite(db, former, "admin");
        await disable(db, former);
        return token;
      },
      formerReset: async () => {
        const former = await createPerson(db, "admin");
        const { id: personId } = await createPerson(db, "admin");
        await db.update(users).set({ passwordHash }).where(eq(users.id, personId));
        const { token } = await createPasswordReset(db, { actorId: former.id, personId });
        await disable(db, former);
        return token;
      },
      problem: () => Promise.resolve(RAG),
      uuid: () => Promise.resolve(randomUUID()),
    };
    function idOf(name: string): Promise<string> {
      const make = makers[name];
      if (!make) throw new Error(`there is no {${name}}`);
      const id = made.get(name) ?? make();
      made.set(name, id);
      return id;
    }
    const listForeign = (): [string, Work | null][] => [
      ["foreignAttempt", foreign],
      ["foreignGraded", foreignGraded],
      ["foreignDrill", foreignDrill],
      ...(who === "candidate" ? [] : Object.entries(own)),
    ];
    const isOutsider = who === "anonymous" || who === "candidate" || who === "stranger";
    return {
      who,
      viewer,
      idOf,
      readDraft: async () => {
        const draft = await getDraft(db, checkDraftHere, await idOf("draft"));
        if (!draft) throw new Error("the draft is gone");
        return draft.texts;
      },
      cookie: viewer === null ? "" : await signIn(db, viewer.id),
      fill: async (text) => {
        let filled = text;
        for (const [place, name = ""] of text.matchAll(/\{([A-Za-z]+)\}/g)) {
          filled = filled.replaceAll(place, await idOf(name));
        }
        return filled;
      },
      listSecrets: () =>
        isOutsider ? listForeign().flatMap(([, work]) => (work ? [work.secret] : [])) : [],
      listTouched: async () => {
        if (!isOutsider) return [];
        const touched: string[] = [];
        for (const [name, work] of listForeign()) {
          if (work && (await describeWork(db, work.id)) !== work.before) touched.push(name);
        }
        return touched;
      },
    };
  }
  return { prepare };
}

function viewerOf(db: Db, who: Principal, candidate: Viewer): Promise<Viewer | null> {
  if (who === "anonymous") return Promise.resolve(null);
  if (who === "candidate") return Promise.resolve(candidate);
  return createPerson(db, who === "stranger" ? "candidate" : who);
}

async function signIn(db: Db, userId: string): Promise<string> {
  const { token, expiresAt } = await createSession(db, userId);
  return cookies.issue(token, expiresAt).split(";")[0] ?? "";
}

async function openWork(db: Db, userId: string): Promise<Work> {
  const id = await openAttempt(db, userId, { probing: "on_request" });
  const secret = `kept-from-others-${randomUUID()}`;
  // In the drawing, so that an entry may write each text for the first time.
  const elements = fillElements([
    { id: "secret", type: "text", text: secret, originalText: secret },
  ]);
  await saveWork(db, { attemptId: id, userId }, { elements: [elements].flat() });
  return { id, secret, before: await describeWork(db, id) };
}

/** A report that was opened, with a full drawing. */
async function openFull(db: Db, userId: string, shift: number): Promise<string> {
  const attemptId = await openAttempt(db, userId);
  await drawFull(db, { attemptId, userId }, shift);
  const { gradeId } = await submit(db, createRecordingQueue(), { attemptId, userId });
  await gradeWith(db, gradeId, "not_met");
  await recordOwnSight(db, { attemptId, userId });
  return attemptId;
}

/** One whose marking has come to a criterion that the drawing counts for. */
async function openFullMarking(db: Db, userId: string): Promise<At> {
  const at = { attemptId: await openAttempt(db, userId), userId };
  await saveWork(db, at, { answers: ANSWERS });
  await drawFull(db, at);
  await submit(db, createRecordingQueue(), at);
  await startSelfRating(db, gateAnswerHere, at);
  for (;;) {
    const { criterion, canBeDrawn } = await readOpen(db, at);
    if (canBeDrawn) return at;
    await saveSelfMark(db, at, { criterionId: criterion.id, verdict: "not_met" });
  }
}

async function openGraded(db: Db, userId: string): Promise<Work> {
  const { id, secret } = await openWork(db, userId);
  const { gradeId } = await submit(db, createRecordingQueue(), { attemptId: id, userId });
  await gradeWith(db, gradeId, "not_met");
  return { id, secret, before: await describeWork(db, id) };
}

/** A drill with something in it, out of a report that was read. */
async function openDrilling(db: Db, userId: string): Promise<Work> {
  const { attemptId: id, criterion } = await openDrill(db, userId);
  const secret = `kept-from-others-${randomUUID()}`;
  await saveWork(db, { attemptId: id, userId }, { answers: { [criterion.section]: secret } });
  // It is to be as it was after hours of floods: its time mustn't run out.
  await db.execute(
    sql`UPDATE attempts SET deadline_at = now() + interval '1 day' WHERE id = ${id}`,
  );
  return { id, secret, before: await describeWork(db, id) };
}

/** An answer that its candidate has begun to mark themselves. */
async function openMarking(db: Db, userId: string): Promise<Work> {
  const { attemptId: id } = await beginMarking(db, userId);
  return { id, secret: ANSWERS.scenario.slice(0, 40), before: await describeWork(db, id) };
}

/** Any open one of the problem: an entry may have discarded it. */
async function openDraft(db: Db): Promise<string> {
  const author = await createPerson(db, "admin");
  return (await createDraft(db, { slug: RAG, userId: author.id })).draftId;
}

async function invite(db: Db, admin: Viewer, role: Role = "candidate"): Promise<string> {
  const { token } = await createInvitation(db, {
    actorId: admin.id,
    email: `${randomUUID()}@example.org`,
    role,
    cohortId: null,
  });
  return token;
}

async function disable(db: Db, { id }: Viewer): Promise<void> {
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id));
}

/** All that others could have changed about an attempt, in one text. */
async function describeWork(db: Db, attemptId: string): Promise<string> {
  const [row] = await db.execute<{ work: unknown }>(sql`
    SELECT jsonb_build_object(
      'attempt', to_jsonb(a) - 'opened_at',
      'answers', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.section) FROM answers x WHERE x.attempt_id = a.id),
      'elements', (SELECT count(*) FROM scene_elements x WHERE x.attempt_id = a.id),
      'questions', (SELECT count(*) FROM attempt_questions x WHERE x.attempt_id = a.id),
      'turns', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.seq) FROM attempt_turns x WHERE x.attempt_id = a.id),
      'replies', (SELECT count(*) FROM attempt_replies x WHERE x.attempt_id = a.id),
      'hints', (SELECT count(*) FROM attempt_hints x WHERE x.attempt_id = a.id),
      'grades', (SELECT count(*) FROM grades x WHERE x.attempt_id = a.id),
      'appeals', (SELECT count(*) FROM appeals x WHERE x.attempt_id = a.id),
      'seen', (SELECT count(*) FROM review_sights x WHERE x.attempt_id = a.id AND x.person_id = a.user_id),
      'marking', (SELECT count(*) FROM self_ratings x WHERE x.attempt_id = a.id),
      'marks', (SELECT count(*) FROM self_marks x WHERE x.attempt_id = a.id)
    ) AS work FROM attempts a WHERE a.id = ${attemptId}`);
  return JSON.stringify(row?.work);
}
