import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene, SceneElement } from "#domain/diagram/scene.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { diffTexts } from "#domain/text/splice";
import type { Dice } from "./dice";
import type { DemoProblem } from "./seed-problems";
import { addRows } from "./to-rows";
import type { RowSets } from "./to-rows";

/** An attempt whose course is invented. */
export type DemoSession = {
  id: string;
  startedAt: Date;
  submittedAt: Date;
  answers: Answers;
  scene: Scene;
};

type Step = { section: SectionId; text: string } | { drawn: SceneElement[] };

const CLIENT_ID = "demo-tab-0001";
/** Characters that come with one save. */
const TYPED = { least: 25, most: 90 };
/** Of a drawing: a box with its name, or an arrow and its label. */
const ELEMENTS_A_SAVE = 2;
/** One box is put down beside its place first. Scene px. */
const MISPLACED_BY = 120;
/** Saves until the candidate stops to think, and how much longer that takes than a save. */
const THINKS_EVERY = 19;
const THINKING = 14;
/** What a save's row takes beside what it holds; see server/attempts/stored-revision.ts. */
const ROW_BYTES = 200;

/**
 * The saves by which the work of an attempt came about: text that grows, boxes that appear, one that is
 * moved, a first sentence that was rewritten, pauses.
 * @returns what the attempt's row has to say of them
 */
export function addHistory(
  sets: RowSets,
  session: DemoSession,
  dice: Dice,
): { saves: number; bytes: number } {
  const steps = listSteps(session, dice);
  const times = spreadTimes(session, steps.length, dice);
  const held = new Map<SectionId, { text: string; revision: number }>();
  const rows = steps.map((step, index) => {
    const { texts, elements, revisions } = toSave(step, held);
    const payload = { texts, elements, fileIds: [] };
    const reply = { outcome: "saved", revisions, resend: [], conflicts: [], dropped: [] };
    return {
      attempt_id: session.id,
      client_id: CLIENT_ID,
      seq: index + 1,
      kind: "save",
      payload,
      reply,
      bytes: JSON.stringify(payload).length + JSON.stringify(reply).length + ROW_BYTES,
      created_at: times[index],
    };
  });
  addRows(sets, "revisions", rows);
  return { saves: rows.length, bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The sections in their order; the drawing in between, once the components are named. */
function listSteps({ answers, scene }: DemoSession, dice: Dice): Step[] {
  return SECTION_IDS.flatMap((section): Step[] => {
    const typed = typeOut(section, answers[section], dice);
    return section === "architecture" ? mix(typed, drawOut(scene.elements)) : typed;
  });
}

/** A text as it grows. Its first words are written twice: not everything is right at once. */
function typeOut(section: SectionId, text: string, dice: Dice): Step[] {
  const steps: Step[] = [];
  for (let end = 0; end < text.length;) {
    end = Math.min(text.length, end + dice.between(TYPED.least, TYPED.most));
    steps.push({ section, text: text.slice(0, end) });
  }
  const first = text.slice(0, TYPED.most);
  return steps.length === 0 ? [] : [{ section, text: `Roughly: ${first}` }, ...steps];
}

function drawOut(elements: readonly SceneElement[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < elements.length; at += ELEMENTS_A_SAVE) {
    steps.push({ drawn: elements.slice(at, at + ELEMENTS_A_SAVE) });
  }
  const [first] = elements;
  if (!first) return [];
  const misplaced = { ...first, x: first.x + MISPLACED_BY, version: first.version - 1 };
  return [{ drawn: [misplaced] }, ...steps];
}

/** Both in their order, evenly. */
function mix(one: readonly Step[], other: readonly Step[]): Step[] {
  const placed = [one, other].flatMap((steps) =>
    steps.map((step, index) => ({ step, at: (index + 1) / (steps.length + 1) })),
  );
  return placed.sort((a, b) => a.at - b.at).map(({ step }) => step);
}

function spreadTimes({ startedAt, submittedAt }: DemoSession, count: number, dice: Dice): Date[] {
  const gaps = Array.from({ length: count + 1 }, (_, index) =>
    index % THINKS_EVERY === 0 ? THINKING : 0.5 + dice.random(),
  );
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  const span = submittedAt.getTime() - startedAt.getTime();
  let passed = 0;
  return gaps.slice(0, count).map((gap) => {
    passed += gap;
    return new Date(startedAt.getTime() + (passed / whole) * span);
  });
}

function toSave(step: Step, held: Map<SectionId, { text: string; revision: number }>) {
  if ("drawn" in step) return { texts: {}, elements: step.drawn, revisions: {} };
  const { section, text } = step;
  const before = held.get(section) ?? { text: "", revision: 0 };
  held.set(section, { text, revision: before.revision + 1 });
  const change = { kind: "splice", baseRevision: before.revision, ...diffTexts(before.text, text) };
  return {
    texts: { [section]: change },
    elements: [],
    revisions: { [section]: before.revision + 1 },
  };
}

/** Shares of the time at which something is asked or opened. */
const ASKED_AT = [0.06, 0.14];
const HINTED_AT = 0.42;

/** Two questions that the interviewer answers, and a hint. */
export function addAids(
  sets: RowSets,
  { source }: DemoProblem,
  session: DemoSession,
  dice: Dice,
): void {
  const { id, startedAt, submittedAt } = session;
  const span = submittedAt.getTime() - startedAt.getTime();
  const after = (share: number) => new Date(startedAt.getTime() + share * span);
  const { clarifications } = source.problem.head;
  addRows(
    sets,
    "attempt_questions",
    clarifications
      .slice(0, ASKED_AT.length)
      .map((asked, index) => ({
        id: dice.uuid(),
        attempt_id: id,
        ask_key: `demo-question-${index + 1}`,
        question: asked.question,
        status: "answered",
        clarification_ids: [asked.id],
        answer: asked.answer,
        answered_by: "list",
        asked_at: after(ASKED_AT[index] ?? 0),
        answered_at: after(ASKED_AT[index] ?? 0),
      })),
  );
  addRows(sets, "attempt_hints", [
    { attempt_id: id, section: "architecture", step: 1, opened_at: after(HINTED_AT) },
  ]);
}
