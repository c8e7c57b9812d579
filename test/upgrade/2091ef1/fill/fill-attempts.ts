import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { askQuestion } from "#server/attempts/ask-question";
import type { Answers } from "#server/attempts/answer.schema";
import { openHint } from "#server/attempts/open-hint";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#server/attempts/save.schema";
import { startAttempt } from "#server/attempts/start-attempt";
import { submitAttempt } from "#server/attempts/submit-attempt";
import { createWorksheet, toWorksheetText } from "#server/attempts/worksheet/worksheet.schema";
import { attempts } from "#server/db/tables/attempts";
import { drawOutline } from "#server/diagram/draw/draw-outline";
import { LENSES, LEVELS, SECTION_IDS } from "#server/problems/scale";
import { composeAnswers } from "../../../evals/gold/compose-answers";
import { loadGold } from "../../../evals/gold/load-gold";
import { ROOT_DIR } from "../../../support/content";
import { fail, only, personOf, RAG } from "./world";
import type { World } from "./world";

export type Work = { slug: string; answers: Answers; elements: unknown[]; files: object };
/** What is told apart beside the work itself. */
type Wish = { isPractice?: boolean; hasCurveball?: boolean; isUntimed?: boolean };
export type HandedIn = { attemptId: string; gradeId: string; name: string };

const CANDIDATES = ["Fay", "Gil", "Hal", "Ida", "Jon", "Kim", "Mia"];
/** One pixel. */
const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Answers of known quality: four composed ones a problem, and the calibration answers. */
export async function listWork({ contents }: World): Promise<Work[]> {
  const work: Work[] = [];
  for (const { slug, rubric, calibration } of contents) {
    const gold = await loadGold(ROOT_DIR, rubric, "tune");
    if (!gold) throw new Error(`no gold for ${slug}`);
    for (const { answers, scene } of composeAnswers(gold, rubric, 1, drawOutline).slice(0, 4)) {
      work.push({ slug, answers, elements: scene.elements, files: scene.files });
    }
    for (const { answers, scene } of calibration) {
      const { elements } = scene as { elements: unknown[] };
      work.push({ slug, answers, elements, files: {} });
    }
  }
  return work;
}

/** The n-th attempt, saved as a room does it: whole texts, a splice, here and there a conflict. */
export async function work(
  world: World,
  n: number,
  { slug, answers, ...drawn }: Work,
  wish: Wish = {},
) {
  const { db } = world;
  const name = CANDIDATES[n % CANDIDATES.length] ?? "Fay";
  const userId = personOf(world, name).id;
  const { attemptId } = await startAttempt(db, {
    userId,
    slug,
    level: LEVELS[n % LEVELS.length] ?? "senior",
    lens: LENSES[n % LENSES.length] ?? "product",
    minutes: wish.isUntimed ? 0 : 45,
    isPractice: wish.isPractice ?? false,
    hasCurveball: wish.hasCurveball ?? false,
  });
  const who = { attemptId, userId };
  const save = (clientId: string, seq: number, change: object) =>
    saveAttempt(db, { ...who, save: saveSchema.parse({ clientId, seq, ...change }) });
  const whole = (text: string) => ({ kind: "whole", baseRevision: 0, text });
  const clientId = `first-tab-${n}`;
  const texts = SECTION_IDS.map((id) => [id, whole(answers[id])]);
  await save(clientId, 1, { ...drawn, texts: Object.fromEntries(texts) });
  const { length } = answers.scenario;
  const splice = { kind: "splice", baseRevision: 1, start: length, deleteCount: 0 };
  const insert = " We go on from there.";
  await save(clientId, 2, {
    texts: { scenario: { ...splice, insert, length: length + insert.length } },
  });
  if (n % 5 === 0) {
    await save(`other-tab-${n}`, 1, { texts: { evaluation: whole("Typed in another tab.") } });
  }
  if (n % 4 === 0) {
    const sheet = { ...createWorksheet(), users: "40 k", requestsPerUser: "6", target: "2 s" };
    await save(clientId, 3, { texts: { worksheet: whole(toWorksheetText(sheet)) } });
  }
  if (n === 1) await drawPicture(save, clientId);
  return { ...who, name };
}

async function drawPicture(
  save: (clientId: string, seq: number, change: object) => Promise<unknown>,
  clientId: string,
): Promise<void> {
  const { elements } = drawOutline("Client -> Gateway");
  const picture = { ...elements[0], id: "a-picture", type: "image", fileId: "picture-1" };
  const file = { id: "picture-1", mimeType: "image/png", dataURL: PICTURE, created: 1 };
  const element = { ...picture, status: "saved", scale: [1, 1], boundElements: null };
  await save(clientId, 3, { elements: [element], files: { "picture-1": file } });
}

export async function handIn(
  world: World,
  { attemptId, userId, name }: { attemptId: string; userId: string; name: string },
): Promise<HandedIn> {
  const who = { attemptId, userId, submitKey: randomUUID(), mode: "standard" as const };
  const { gradeId } = await submitAttempt(world.db, world.jobs, who, fail);
  return { attemptId, gradeId, name };
}

/** An attempt with questions, hints and a curveball that came before the end. */
export async function workWithAids(world: World, n: number, what: Work): Promise<HandedIn> {
  const { db } = world;
  const who = await work(world, n, what, { isPractice: true, hasCurveball: true });
  await ask(world, who);
  for (const step of [1, 2]) await openHint(db, { ...who, section: "components", step });
  // Half an hour ago: the curveball has come since.
  await db.execute(sql`update attempts set started_at = started_at - interval '40 minutes',
    deadline_at = deadline_at - interval '40 minutes' where id = ${who.attemptId}`);
  const handed = await handIn(world, who);
  const texts = { scenario: { kind: "whole", baseRevision: 2, text: "What I thought of later." } };
  const late = saveSchema.parse({ clientId: "late-tab-1", seq: 1, texts });
  const { outcome } = await saveAttempt(db, { ...who, save: late });
  if (outcome !== "late") throw new Error("the late save was taken for one in time");
  return handed;
}

/** One that the list answers, one it can't, one that may mean several, one that a model owes. */
export async function ask(world: World, who: { attemptId: string; userId: string }): Promise<void> {
  const { clarifications } = only(world.contents.filter(({ slug }) => slug === RAG)).problem.head;
  const questions = [
    clarifications[0]?.question ?? "",
    "What is your favourite colour?",
    "How fast and how fresh?",
    "Which bird sings at night?",
  ];
  const idle = { enqueueQuestion: () => Promise.resolve() };
  for (const [index, question] of questions.entries()) {
    const put = { askKey: `ask-key-${index}-${who.attemptId}`, question };
    await askQuestion(world.db, idle, { ...who, ask: put, hasModel: index === 3 }, fail);
  }
}

/** Two attempts under way: untimed practice, and an hour that ran out without a hand-in. */
export async function leaveOpen(world: World, list: readonly Work[]): Promise<void> {
  const untimed = await work(world, 21, list[0] ?? fail("no work"), {
    isUntimed: true,
    isPractice: true,
  });
  await ask(world, untimed);
  await openHint(world.db, { ...untimed, section: "scenario", step: 1 });
  const overdue = await work(world, 22, list[1] ?? fail("no work"));
  await world.db
    .update(attempts)
    .set({
      startedAt: new Date("2026-01-05T10:00:00Z"),
      deadlineAt: new Date("2026-01-05T10:45:00Z"),
    })
    .where(eq(attempts.id, overdue.attemptId));
}
