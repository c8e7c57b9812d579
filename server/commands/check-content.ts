import { checkBands } from "../content/check-references";
import { checkDrawing } from "../content/check-drawing";
import { checkFailures } from "../content/check-failures";
import { checkFacts } from "../content/check-facts";
import { checkSums, countSums } from "../content/check-sums";
import { formatIssue, formatPath, sortIssues } from "../content/content-error";
import { listFormerLists } from "../content/former-lists";
import { lintRubric } from "../content/lint-rubric";
import { collectContent } from "../content/read-content";
import { collectFacts } from "../content/read-facts";
import { findSharedSentences, joinTexts } from "../content/shared-sentences";
import type { Document } from "../content/shared-sentences";
import { checkStudy } from "./check-study";
import type { ContentIssue } from "../content/content-error";
import type { SourcedContent } from "../content/read-content";

/** What two solutions may share: the titles of a table's columns, and a work they both lean on. */
const TABLE_HEAD = /^\|.*\|\n(?=\|[\s:|-]+\|$)/gm;
const CITATION = /^- .*\*.*\*.*$/gm;

/**
 * `npm run content:check [folder]`: everything that can be said about `problems/`, `rubrics/` and
 * `study/` without a database. One line a finding; exit code 1 when there is an error.
 */
async function main(rootDir: string): Promise<number> {
  const { contents, issues } = await collectContent(rootDir);
  const errors: ContentIssue[] = [...issues];
  const warnings: ContentIssue[] = [];
  for (const content of contents) checkOne(content, errors, warnings);
  errors.push(...findSharedSentences(contents.map(toDocument)));
  const computed = await checkComputed(rootDir, contents, errors);
  const study = await checkStudy(rootDir, contents);
  errors.push(...study.issues);
  for (const issue of sortIssues(warnings)) console.log(`warning  ${formatIssue(issue)}`);
  for (const issue of sortIssues(errors)) console.error(`error    ${formatIssue(issue)}`);
  const answers = contents.reduce((sum, { calibration }) => sum + calibration.length, 0);
  const criteria = contents.reduce((sum, { rubric }) => sum + rubric.rubric.criteria.length, 0);
  console.log(
    `${contents.length} problems, ${criteria} criteria, ${answers} calibration answers, ` +
      `${study.topics} topics (${study.lessons} lessons), ${study.programs} programs, ${study.figures} figures, ${study.tracks} tracks, ` +
      `${computed.facts} facts over ${computed.quantities} quantities, ${computed.failures} failures, ${computed.sums} sums: ` +
      `${errors.length} errors, ${warnings.length} warnings`,
  );
  return errors.length > 0 ? 1 : 0;
}

/** What is computed again: the facts of each problem and its failures, and how many beside its sums. */
async function checkComputed(
  rootDir: string,
  contents: readonly SourcedContent[],
  errors: ContentIssue[],
): Promise<{ facts: number; failures: number; quantities: number; sums: number }> {
  const counts = { facts: 0, failures: 0, quantities: 0, sums: 0 };
  for (const { slug, problem, failures } of contents) {
    const texts = [problem.texts.problem, problem.texts.solution];
    counts.sums += countSums(problem.texts.solution);
    const read = await collectFacts(rootDir, slug, errors);
    if (!read) continue;
    errors.push(...checkFacts(read, texts));
    if (failures) errors.push(...checkFailures(failures, read.facts.quantities, texts));
    counts.failures += failures?.failures.failures.length ?? 0;
    counts.facts += read.facts.facts.length;
    counts.quantities += Object.keys(read.facts.quantities).length;
  }
  return counts;
}

/** A problem with everything around it as one text: two of them share no sentence. */
function toDocument({ slug, problem, rubric, calibration }: SourcedContent): Document {
  const { head, statementMarkdown, solutionMarkdown } = problem.problem;
  const answers = calibration.map(({ answer }) => answer.answers);
  const solution = solutionMarkdown.replace(TABLE_HEAD, "").replace(CITATION, "");
  const parts = { head, statementMarkdown, solution, rubric: rubric.rubric, answers };
  return { file: `problems/${slug}`, text: joinTexts(parts, ["signals", "canaries"]) };
}

function checkOne(
  { slug, problem, rubric, calibration }: SourcedContent,
  errors: ContentIssue[],
  warnings: ContentIssue[],
): void {
  const folder = `problems/${slug}`;
  const { solutionMarkdown, solutionScene } = problem.problem;
  errors.push(
    ...checkDrawing(solutionScene, `${folder}/solution.excalidraw`, { mustBind: true }),
    ...checkSums(solutionMarkdown, `${folder}/solution.md`),
    ...checkBands(`${folder}/answers`, calibration),
    ...calibration.flatMap(({ answer }) =>
      checkDrawing(answer.scene, `${folder}/answers/${answer.name}.excalidraw`, {
        mustBind: false,
      }),
    ),
  );
  const { file } = rubric.source;
  const [former] = listFormerLists(rubric.source.value);
  if (former) {
    const message = "word lists are no longer part of a rubric; they are left out";
    warnings.push({ file, line: rubric.source.lineOf(former), field: formatPath(former), message });
  }
  for (const { severity, path, message } of lintRubric(rubric.rubric)) {
    const issue = { file, line: rubric.source.lineOf(path), field: formatPath(path), message };
    (severity === "error" ? errors : warnings).push(issue);
  }
}

process.exitCode = await main(process.argv[2] ?? process.cwd());
