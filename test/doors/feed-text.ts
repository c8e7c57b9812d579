import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { parseDocument } from "yaml";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { grades } from "#server/db/tables/grades";
import { waitForGrade } from "../support/wait-for-grade";
import type { Entry } from "./entry.schema";
import type { Scenery } from "./fixtures";
import type { DoorsWorld } from "./open-world";
import type { Answer } from "./send";
import { spell } from "./spell";

/** Sends an entry in place of the one that is tried, as the same person; from its `at`th address. */
export type SendEntry = (entry: Partial<Entry>, at?: number) => Promise<Answer>;

type Feed = { world: DoorsWorld; scenery: Scenery; send: SendEntry };
export type Fed = { answers: Answer[]; fault: string | null };

const GRADE_WITHIN_MS = 60_000;
const LABEL: Record<string, string | number> = { type: "text", id: "label", containerId: "box-0" };

/** Puts a text where such a text is read, through the product's own doors. */
export async function feedText(entry: Entry, feed: Feed): Promise<Fed> {
  const text = spell(entry.text ?? "");
  switch (entry.into ?? "answer") {
    case "answer":
      return feedWork({ texts: { architecture: text } }, feed);
    case "label": {
      const bound = { ...LABEL, text, originalText: text };
      const box = {
        type: "rectangle",
        id: "box-0",
        boundElements: [{ id: "label", type: "text" }],
      };
      return feedWork({ elements: [box, bound] }, feed);
    }
    case "question":
      return feedQuestion(text, feed);
    case "markdown":
      return feedDraft((texts) => ({ ...texts, solution: text }), feed);
    case "yaml":
      return feedDraft((texts) => ({ ...texts, rubric: text }), feed);
    case "rubric":
      return feedDraft((texts) => ({ ...texts, rubric: planted(texts.rubric, text) }), feed);
  }
}

/** Saves it, hands it in, and waits until grading has come to an end, whichever. */
export async function feedWork(save: NonNullable<Entry["save"]>, feed: Feed): Promise<Fed> {
  const saved = await feed.send({ save });
  if (saved.status !== 200) return { answers: [saved], fault: null };
  const workspace = await feed.send({ path: "/attempts/{attempt}" });
  const form = { submitKey: randomUUID() };
  const handedIn = await feed.send({ path: "/attempts/{attempt}", form });
  const answers = [saved, workspace, handedIn];
  if (handedIn.status !== 302) return { answers, fault: null };
  const fault = await awaitGrade(feed);
  const report = await feed.send({ path: "/attempts/{attempt}/report" });
  return { answers: [...answers, report], fault };
}

async function awaitGrade({ world: { database }, scenery }: Feed): Promise<string | null> {
  const attemptId = await scenery.idOf("attempt");
  const [grade] = await database.db
    .select({ id: grades.id })
    .from(grades)
    .where(eq(grades.attemptId, attemptId));
  if (!grade) return "it was handed in, and there is no grading";
  try {
    const isDone = (row: { status: string }) => !["queued", "running"].includes(row.status);
    await waitForGrade(database, grade.id, isDone, GRADE_WITHIN_MS);
    return null;
  } catch (error) {
    return `grading has not ended: ${String(error).slice(0, 200)}`;
  }
}

async function feedQuestion(question: string, { send }: Feed): Promise<Fed> {
  const asked = await send({
    path: "/attempts/{attempt}/questions",
    form: { askKey: randomUUID(), question },
  });
  return { answers: [asked, await send({ path: "/attempts/{attempt}" })], fault: null };
}

async function feedDraft(change: (texts: DraftTexts) => DraftTexts, feed: Feed): Promise<Fed> {
  const { problem, solution, scene, rubric } = change(await feed.scenery.readDraft());
  const checked = await feed.send({
    path: "/admin/drafts/{draft}.data?_routes=routes%2Fadmin%2Fdrafts-draft",
    form: { intent: "check", problem, solution, scene, rubric },
  });
  return { answers: [checked], fault: null };
}

/** A rubric whose first criterion says this. */
function planted(rubric: string, text: string): string {
  const document = parseDocument(rubric);
  document.setIn(["criteria", 0, "text"], text);
  return String(document);
}
