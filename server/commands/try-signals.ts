import { EMPTY_ANSWERS } from "../attempts/answer.schema";
import { diagramToText } from "../diagram/diagram-to-text";
import { readDiagram } from "../diagram/read-diagram";
import { sourcesOf } from "../grading/copied";
import { createOfflineJudge } from "../judges/offline/offline-judge";
import { SECTION_IDS } from "../problems/scale";
import { rubricFor } from "../rubrics/rubric.schema";
import type { Answers } from "../attempts/answer.schema";
import type { LintFinding } from "../content/lint-rubric";
import type { GradedProblem } from "../grading/grade-input";
import type { JudgeMaterial } from "../grading/judge";
import type { Verdict } from "../grading/verdicts";
import type { Criterion, Rubric } from "../rubrics/rubric.schema";

/** The statement is what is tried: it must not be known as copied. */
const NO_PROBLEM: GradedProblem = {
  title: "",
  statementMarkdown: "",
  levels: { mid: "", senior: "", staff: "" },
  clarifications: [],
};

/**
 * Tries the signals of a rubric on texts whose verdict is known: a criterion's own passing example
 * should be met, its failing example should not, and neither should the statement of the problem,
 * which every candidate has before them.
 */
export async function trySignals(rubric: Rubric, statement: string): Promise<LintFinding[]> {
  const findings: LintFinding[] = [];
  // One and the same material for all criteria: the judge reads it once.
  const everywhere = toMaterial(fillSections(SECTION_IDS, statement));
  const bare = withoutExamples(rubricFor(rubric, { metCurveball: true }));
  for (const { criterion, at } of listTried(rubric)) {
    const warn = (field: string, message: string): void => {
      findings.push({ severity: "warning", path: [...at, field], message });
    };
    const own = [criterion.section];
    const pass = await judge(bare, criterion, toMaterial(fillSections(own, criterion.pass)));
    if (pass !== "met") warn("pass", `the offline judge finds the passing example ${pass}`);
    const fail = await judge(bare, criterion, toMaterial(fillSections(own, criterion.fail)));
    if (fail === "met") warn("fail", "the offline judge finds the failing example met");
    const copied = await judge(bare, criterion, everywhere);
    if (copied === "met") warn("signals", "the statement of the problem itself meets these");
  }
  return findings;
}

/** Criteria that signals decide, what handles the curveball among them, and where each stands. */
function listTried(rubric: Rubric): { criterion: Criterion; at: LintFinding["path"] }[] {
  const lists = { criteria: rubric.criteria, curveball: rubric.curveball ?? [] };
  return Object.entries(lists).flatMap(([list, criteria]) =>
    criteria
      .map((criterion, index) => ({ criterion, at: [list, index] }))
      .filter(({ criterion: { signals, verifier } }) => signals && !verifier),
  );
}

/** The judge takes what stands in the rubric for copied; here the examples are what is tried. */
function withoutExamples(rubric: Rubric): Rubric {
  const without = (criterion: Criterion): Criterion => ({ ...criterion, pass: "-", fail: "-" });
  return { ...rubric, criteria: rubric.criteria.map(without) };
}

function fillSections(sections: readonly (keyof Answers)[], text: string): Answers {
  const answers = { ...EMPTY_ANSWERS };
  for (const section of sections) answers[section] = text;
  return answers;
}

function toMaterial(answers: Answers): JudgeMaterial {
  const diagram = readDiagram({ elements: [], files: {} });
  return { answers, diagram, diagramText: diagramToText(diagram) };
}

async function judge(
  rubric: Rubric,
  criterion: Criterion,
  material: JudgeMaterial,
): Promise<Verdict> {
  const { id, section, text, pass, fail, partial, evidence } = criterion;
  const reply = await createOfflineJudge().judge(
    {
      questions: [{ id, section, text, pass, fail, partial: partial ?? null, evidence }],
      rubric,
      material,
      sources: () => sourcesOf(NO_PROBLEM, rubric),
      prompt: { system: "", material: "", questions: "" },
      replyJsonSchema: {},
    },
    new AbortController().signal,
  );
  return reply.answers[0]?.verdict ?? "cannot_assess";
}
