import { createDraft, createNewProblemDraft } from "#server/authoring/create-draft";
import { discardDraft } from "#server/authoring/discard-draft";
import type { DraftTexts } from "#server/authoring/draft.schema";
import { getDraft } from "#server/authoring/get-draft";
import { getDraftAnswer } from "#server/authoring/get-draft-answer";
import { removeCalibrationAnswer } from "#server/authoring/move-calibration-answer";
import { publishDraft } from "#server/authoring/publish-draft";
import { requestDryRun } from "#server/authoring/request-dry-run";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { saveDraft } from "#server/authoring/save-draft";
import { takeDryRun } from "#server/authoring/take-dry-run";
import { personOf, RAG, SLUGS } from "./world";
import type { World } from "./world";

const WAIT_MS = 250;

/** A problem and a rubric published from the app, the second against its dry run. */
export async function publishVersions(world: World): Promise<void> {
  const { db } = world;
  const userId = personOf(world, "Ada").id;
  const eased = await openDraft(world, RAG, ({ problem }) => ({
    problem: problem.replace("difficulty: core", "difficulty: hard"),
  }));
  await runDry(world, eased);
  await publishDraft(db, {
    draftId: eased,
    userId,
    ...(await revisionOf(world, eased)),
    reason: "",
  });
  const changed = await openDraft(world, SLUGS[1] ?? "", ({ rubric }) => ({
    rubric: rubric.replace(/^( *)weight: 4$/m, "$1weight: 5"),
  }));
  await editAnswers(world, changed);
  await publishDraft(db, {
    draftId: changed,
    userId,
    ...(await revisionOf(world, changed)),
    reason: "The weight was too low; no dry run is needed for that.",
  });
}

/** One draft that is broken, one given up, one of a new problem; each with what belongs to it. */
export async function leaveDrafts(world: World): Promise<void> {
  const { db } = world;
  const userId = personOf(world, "Bea").id;
  await openDraft(world, RAG, () => ({ rubric: "criteria: [" }));
  const idle = { ...world.jobs, enqueueDryRun: () => Promise.resolve() };
  const waiting = await openDraft(world, SLUGS[2] ?? "", ({ solution }) => ({
    solution: `${solution}\nMore.\n`,
  }));
  // Saved while it waited: that run fails, and the next one waits.
  const { dryRunId } = await requestDryRun(db, idle, { draftId: waiting, userId });
  const draft = await getDraft(db, waiting);
  if (!draft) throw new Error("the draft is gone");
  const solution = `${draft.texts.solution}\nStill more.\n`;
  const save = { ...draft.texts, solution, revision: draft.revision };
  await saveDraft(db, { draftId: waiting, userId, save });
  if ((await takeDryRun(db, dryRunId)) !== null) throw new Error("the dry run was taken");
  await requestDryRun(db, idle, { draftId: waiting, userId });
  const given = await openDraft(world, SLUGS[1] ?? "", ({ solution }) => ({ solution }));
  await discardDraft(db, { draftId: given, userId });
  await leaveDryRunning(world);
  await startNewProblem(world, waiting);
}

/** A dry run whose worker was killed. */
async function leaveDryRunning(world: World): Promise<void> {
  const userId = personOf(world, "Bea").id;
  const draftId = await openDraft(world, SLUGS[1] ?? "", ({ solution }) => ({
    solution: `${solution}\nMore.\n`,
  }));
  const idle = { ...world.jobs, enqueueDryRun: () => Promise.resolve() };
  const { dryRunId } = await requestDryRun(world.db, idle, { draftId, userId });
  await takeDryRun(world.db, dryRunId);
}

async function startNewProblem(world: World, waiting: string): Promise<void> {
  const { db } = world;
  const userId = personOf(world, "Bea").id;
  const { draftId } = await createNewProblemDraft(db, { slug: "a-new-problem", userId });
  const from = await getDraftAnswer(db, waiting, "weak");
  if (!from?.answer?.head) throw new Error("there is no weak answer");
  const { name, head, answers, scene } = from.answer;
  const save = {
    name,
    baseHash: null,
    head: { ...head, expected: {} },
    answers,
    scene: scene ?? "",
  };
  await saveCalibrationAnswer(db, { draftId, userId, save });
}

/** One calibration answer edited in the app, one taken out. */
async function editAnswers({ db, people }: World, draftId: string): Promise<void> {
  const userId = people["Ada"]?.id ?? "";
  const read = async (name: string) => {
    const found = await getDraftAnswer(db, draftId, name);
    if (!found?.answer?.head) throw new Error(`no answer ${name}`);
    return { ...found.answer, head: found.answer.head };
  };
  const { hash: baseHash, scene, ...weak } = await read("weak");
  const answers = { ...weak.answers, evaluation: `${weak.answers.evaluation}\n\nEdited.` };
  const save = { name: "weak", baseHash, head: weak.head, answers, scene: scene ?? "" };
  await saveCalibrationAnswer(db, { draftId, userId, save });
  const { hash } = await read("middling");
  await removeCalibrationAnswer(db, { draftId, userId, name: "middling", baseHash: hash });
}

async function openDraft(
  world: World,
  slug: string,
  change: (texts: DraftTexts) => Partial<DraftTexts>,
): Promise<string> {
  const userId = personOf(world, "Ada").id;
  const { draftId } = await createDraft(world.db, { slug, userId });
  const draft = await getDraft(world.db, draftId);
  if (!draft) throw new Error(`no draft of ${slug}`);
  const save = { ...draft.texts, ...change(draft.texts), revision: draft.revision };
  await saveDraft(world.db, { draftId, userId, save });
  return draftId;
}

async function revisionOf({ db }: World, draftId: string): Promise<{ revision: number }> {
  return { revision: (await getDraft(db, draftId))?.revision ?? -1 };
}

async function runDry(world: World, draftId: string): Promise<void> {
  const userId = personOf(world, "Ada").id;
  await requestDryRun(world.db, world.jobs, { draftId, userId });
  for (;;) {
    const status = (await getDraft(world.db, draftId))?.dryRun?.status;
    if (status === "done") return;
    if (status === "failed") throw new Error("the dry run failed");
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}
