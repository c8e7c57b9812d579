import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { FROZEN_PATH } from "../support/frozen-content";
import { RUBRIC } from "../support/grading-fixture";
import { GOLD_RUBRIC, goldSource } from "./gold/gold-fixture";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Split } from "./gold/gold.schema";

export const TINY = GOLD_RUBRIC.problem;

const perSection = <T>(value: T): Record<string, T> =>
  Object.fromEntries(SECTION_IDS.map((section) => [section, value]));

const HEAD = {
  title: "Search of a help centre",
  summary: "Forty thousand articles in nine languages.",
  difficulty: "warm-up",
  minutes: [30],
  tier: 1,
  topics: ["search"],
  lenses: ["product"],
  related: [],
  prompts: perSection("Say what you would build."),
  shares: perSection(0.2),
  levels: { mid: "Names parts.", senior: "Sizes them.", staff: "Runs them for years." },
  clarifications: [{ id: "languages", question: "Which languages?", answer: "Nine." }],
  curveball: { text: "A language is added.", handling: "Says what is indexed anew." },
  hints: perSection(["Think of the reader."]),
};

const SCENE = JSON.stringify({ type: "excalidraw", elements: [], files: {} });

/** A folder with one problem, its rubric, a calibration answer and gold; to be removed after use. */
export async function writeTinyContent(
  splits: readonly Split[] = ["tune"],
): Promise<{ rootDir: string; remove: () => Promise<void> }> {
  const rootDir = await mkdtemp(join(tmpdir(), "evals-"));
  const write = async (file: string, text: string): Promise<void> => {
    const path = join(rootDir, file);
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, text);
  };
  const problem = `${FROZEN_PATH}/problems/${TINY}`;
  await write(
    `${problem}/problem.md`,
    `---\n${stringify(HEAD)}---\n\nDesign how readers find help.\n`,
  );
  await write(`${problem}/solution.md`, "Fuse two searches.\n");
  await write(`${problem}/solution.excalidraw`, SCENE);
  await write(`${problem}/answers/weak.md`, calibrationAnswer());
  await write(`${problem}/answers/weak.excalidraw`, SCENE);
  await write(`${FROZEN_PATH}/rubrics/${TINY}.yaml`, stringify(RUBRIC));
  await write(`server/judges/offline/lists/${TINY}.json`, JSON.stringify(listsFile()));
  for (const split of splits) {
    await write(`test/evals/gold/${TINY}/${split}.yaml`, stringify(goldSource(split)));
  }
  return { rootDir, remove: () => rm(rootDir, { recursive: true, force: true }) };
}

function listsFile(): unknown {
  const entries = GOLD_RUBRIC.criteria.map(({ id, text, signals }) => [
    id,
    { texts: [text], signals },
  ]);
  return { problem: TINY, criteria: Object.fromEntries(entries) };
}

/** Sixty words that meet nothing. */
function calibrationAnswer(): string {
  const expected = Object.fromEntries(GOLD_RUBRIC.criteria.map(({ id }) => [id, "not_met"]));
  const head = { band: "weak", level: "mid", note: "Talks around it.", expected };
  const sections = SECTION_IDS.map(
    (section) =>
      `## ${SECTION_TITLES[section]}\n\nWe met twice to speak about ${section} and found that readers of all kinds deserve patient, friendly help.\n`,
  );
  return `---\n${stringify(head)}---\n\n${sections.join("\n")}`;
}
