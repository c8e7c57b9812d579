import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkCalibration, checkRelated, checkWrittenDebrief } from "./check-references";
import { ContentError } from "./content-error";
import { readCalibration } from "./read-calibration";
import { readFailures } from "./read-failures";
import { readProblem } from "./read-problem";
import { readRubric } from "./read-rubric";
import type { Failures } from "#domain/problems/failures.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { ContentIssue } from "./content-error";
import type { CalibrationAnswer, CalibrationTexts, ReadCalibration } from "./read-calibration";
import type { ReadFailures } from "./read-failures";
import type { ProblemTexts, ReadProblem, TextFile } from "./read-problem";
import type { ReadRubric } from "./read-rubric";

/** A problem with its rubric and calibration answers, as read from the files. */
export type ContentFile = {
  slug: string;
  problem: ProblemBody;
  /** SHA-256 of the problem's canonical JSON, hex. */
  problemHash: string;
  rubric: Rubric;
  rubricHash: string;
  calibration: CalibrationAnswer[];
  /** What fails in its designs, with a hash of its own; null where no file says it. */
  failures: { body: Failures; hash: string } | null;
  /** The files themselves. */
  texts: {
    problem: ProblemTexts;
    rubric: string;
    calibration: ({ name: string } & CalibrationTexts)[];
  };
};

/** As ContentFile, with the parsed sources that know the lines of the files. */
export type SourcedContent = {
  slug: string;
  problem: ReadProblem;
  rubric: ReadRubric;
  calibration: ReadCalibration[];
  failures: ReadFailures | null;
};

/**
 * Reads every folder of `problems/` with its `rubrics/<slug>.yaml`, in the order of slugs.
 *
 * @param rootDir the folder that holds `problems/` and `rubrics/`
 * @throws ContentError naming file, line and field of every fault in all files, not the first only
 */
export async function readContent(rootDir: string): Promise<ContentFile[]> {
  const { contents, issues } = await collectContent(rootDir);
  if (issues.length > 0) throw new ContentError(issues);
  return contents.map(toContentFile);
}

/**
 * Reads one problem with its rubric and calibration answers; faults of other problems don't matter.
 *
 * @returns null when there is no such problem
 * @throws ContentError naming every fault of its files
 */
export async function readContentOf(rootDir: string, slug: string): Promise<ContentFile | null> {
  const issues: ContentIssue[] = [];
  if (!(await listSlugs(rootDir)).includes(slug)) return null;
  const content = await readOne(rootDir, slug, issues);
  if (issues.length > 0 || !content) throw new ContentError(issues);
  return toContentFile(content);
}

/** The slugs of all problems, sorted. @throws ContentError where the folder can't be read */
export async function listSlugs(rootDir: string): Promise<string[]> {
  const issues: ContentIssue[] = [];
  const slugs = await listNames(rootDir, "problems", issues);
  if (issues.length > 0) throw new ContentError(issues);
  return slugs;
}

/** What of a problem's sources a grading needs, without the lines of the files. */
export function toContentFile(content: SourcedContent): ContentFile {
  const { slug, problem, rubric, calibration, failures } = content;
  return {
    slug,
    problem: problem.problem,
    problemHash: problem.hash,
    rubric: rubric.rubric,
    rubricHash: rubric.hash,
    calibration: calibration.map(({ answer }) => answer),
    failures: failures && { body: failures.failures, hash: failures.hash },
    texts: {
      problem: problem.texts,
      rubric: rubric.text,
      calibration: calibration.map(({ answer, texts }) => ({ name: answer.name, ...texts })),
    },
  };
}

/** As `readContent`, but returns what is sound beside the faults of the rest. */
export async function collectContent(
  rootDir: string,
): Promise<{ contents: SourcedContent[]; issues: ContentIssue[] }> {
  const issues: ContentIssue[] = [];
  const slugs = await listNames(rootDir, "problems", issues);
  const rubricFiles = await listNames(rootDir, "rubrics", issues);
  for (const name of rubricFiles) {
    const slug = name.replace(/\.yaml$/, "");
    if (!slugs.includes(slug)) {
      const message = `no folder problems/${slug}/: a rubric is called <slug of its problem>.yaml`;
      issues.push({ file: `rubrics/${name}`, line: null, field: "", message });
    }
  }
  const contents: SourcedContent[] = [];
  for (const slug of slugs) {
    const content = await readOne(rootDir, slug, issues);
    if (content) contents.push(content);
  }
  for (const { problem } of contents) checkRelated(problem, slugs, issues);
  return { contents, issues };
}

async function readOne(
  rootDir: string,
  slug: string,
  issues: ContentIssue[],
): Promise<SourcedContent | null> {
  const folder = `problems/${slug}`;
  const read = (file: string): Promise<TextFile | null> => readText(rootDir, file, issues);
  const [statement, solution, scene, rubricText] = await Promise.all([
    read(`${folder}/problem.md`),
    read(`${folder}/solution.md`),
    read(`${folder}/solution.excalidraw`),
    read(`rubrics/${slug}.yaml`),
  ]);
  const problem =
    statement && solution && scene && readProblem({ problem: statement, solution, scene }, issues);
  const rubric = rubricText && readRubric(rubricText.text, rubricText.file, issues);
  const calibration = await readAnswers(rootDir, `${folder}/answers`, issues);
  const failuresText = await readOptional(rootDir, `${folder}/failures.yaml`, issues);
  const failures = failuresText ? readFailures(failuresText, issues) : null;
  if (rubric) {
    if (rubric.rubric.problem !== slug) {
      const line = rubric.source.lineOf(["problem"]);
      const message = `must be "${slug}", the name of the file`;
      issues.push({ file: rubric.source.file, line, field: "problem", message });
    }
    for (const item of calibration) {
      checkCalibration(item, rubric.rubric, issues);
      checkWrittenDebrief(item, rubric.rubric, issues);
    }
  }
  return problem && rubric && { slug, problem, rubric, calibration, failures };
}

async function readAnswers(
  rootDir: string,
  folder: string,
  issues: ContentIssue[],
): Promise<ReadCalibration[]> {
  const names = await listNames(rootDir, folder, issues);
  const found: ReadCalibration[] = [];
  const bases = names.filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -3));
  for (const base of bases.sort()) {
    const answer = await readText(rootDir, `${folder}/${base}.md`, issues);
    const scene = await readText(rootDir, `${folder}/${base}.excalidraw`, issues);
    const calibration = answer && scene && readCalibration(base, answer, scene, issues);
    if (calibration) found.push(calibration);
  }
  return found;
}

/** @returns null after the reason why the file can't be read has been pushed to `issues` */
export async function readText(
  rootDir: string,
  file: string,
  issues: ContentIssue[],
): Promise<TextFile | null> {
  const read = await readOptional(rootDir, file, issues);
  if (read === undefined) issues.push({ file, line: null, field: "", message: "is missing" });
  return read ?? null;
}

/** As `readText`; undefined when there is no such file. */
async function readOptional(
  rootDir: string,
  file: string,
  issues: ContentIssue[],
): Promise<TextFile | null | undefined> {
  try {
    return { file, text: await readFile(join(rootDir, file), "utf8") };
  } catch (error) {
    if (isMissing(error)) return undefined;
    issues.push({ file, line: null, field: "", message: whyUnread(error) });
    return null;
  }
}

/** Sorted names in a folder, without what begins with a dot. */
async function listNames(
  rootDir: string,
  folder: string,
  issues: ContentIssue[],
): Promise<string[]> {
  try {
    const names = await readdir(join(rootDir, folder));
    return names.filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    issues.push({ file: folder, line: null, field: "", message: whyUnread(error) });
    return [];
  }
}

function whyUnread(error: unknown): string {
  if (isMissing(error)) return "is missing";
  return `can't be read: ${error instanceof Error ? error.message : String(error)}`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
