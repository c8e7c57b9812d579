import { LENSES, LEVELS } from "#domain/problems/scale";
import { listAsked } from "#domain/rubrics/bars";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Lens } from "#domain/problems/scale";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";

/** A weakness of a rubric that its schema allows. An error must be fixed, a warning be looked at. */
export type LintFinding = {
  severity: "error" | "warning";
  path: (string | number)[];
  message: string;
};

/** Share of the weight that Latency & Cost and Evaluation hold at least, through every lens. */
const MIN_QUANTIFIED_SHARE = 0.35;
/** Two criteria that share this part of their words ask the same (Jaccard index of word sets). */
const ALIKE_SHARE = 0.6;
/** A second claim: "… and says", "… and names". What follows is a verb in the third person. */
const SECOND_CLAIM =
  /\band (?:also )?(?:says|names|gives|states|computes|explains|shows|measures|describes|defines|compares|justifies|chooses|draws|runs|uses|has|is|are)\b/i;

/** Looks for what makes a rubric hard to judge by, or unfair to some right answers. */
export function lintRubric(rubric: Rubric): LintFinding[] {
  return [
    ...LENSES.flatMap((lens) => lintShare(rubric, lens)),
    ...LENSES.flatMap((lens) => lintBars(rubric, lens)),
    ...lintStaff(rubric),
    ...lintCanaries(rubric),
    ...rubric.criteria.flatMap((criterion, index) => lintCriterion(criterion, ["criteria", index])),
    ...(rubric.curveball ?? []).flatMap((criterion, index) =>
      lintCriterion(criterion, ["curveball", index]),
    ),
    ...findAlike(rubric.criteria),
  ];
}

function sumWeights(criteria: readonly Criterion[], lens: Lens): number {
  return criteria.reduce((total, criterion) => total + weightOf(criterion, lens), 0);
}

/** A bar must be within reach of who does all that is expected at its level, and no more. */
function lintBars(rubric: Rubric, lens: Lens): LintFinding[] {
  const all = sumWeights(rubric.criteria, lens);
  return listAsked(rubric.bars).flatMap(({ level, points }): LintFinding[] => {
    const rank = LEVELS.indexOf(level);
    const expected = rubric.criteria.filter((item) => LEVELS.indexOf(item.level) <= rank);
    const reachable = (100 * sumWeights(expected, lens)) / all;
    if (points <= reachable) return [];
    const message =
      `out of reach through the ${lens} lens: everything expected up to ${level} ` +
      `adds up to ${reachable.toFixed(1)} points`;
    return [{ severity: "error", path: ["bars", level], message }];
  });
}

/** By points alone mid criteria make staff, and one missed criterion may deny it. */
function lintStaff({ bars }: Rubric): LintFinding[] {
  if (typeof bars.staff !== "number") return [];
  const message = `staff takes points alone: write { points: ${bars.staff}, weightOfStaff: 0.5 }, or leave it out of a rubric without two staff criteria`;
  return [{ severity: "warning", path: ["bars", "staff"], message }];
}

/** One statement that must be met and one that can't be: else a judge that always says one thing passes. */
function lintCanaries({ canaries }: Rubric): LintFinding[] {
  const missing = (["met", "not_met"] as const)
    .filter((verdict) => !canaries.some(({ expect }) => expect === verdict))
    .map(
      (verdict) =>
        `add a control criterion that ${verdict === "met" ? "every" : "no"} answer meets`,
    );
  const telling = canaries
    .filter(({ id }) => id.includes("canary"))
    .map(({ id }) => `the judge sees the name “${id}”, which gives it away`);
  return [...missing, ...telling].map((message) => ({
    severity: "warning",
    path: ["canaries"],
    message,
  }));
}

function lintShare(rubric: Rubric, lens: Lens): LintFinding[] {
  const quantified = rubric.criteria.filter(
    ({ section }) => section === "latency_cost" || section === "evaluation",
  );
  const share = sumWeights(quantified, lens) / sumWeights(rubric.criteria, lens);
  if (share >= MIN_QUANTIFIED_SHARE) return [];
  const message =
    `Latency & Cost and Evaluation hold ${percent(share)} of the weight through the ${lens} ` +
    `lens; at least ${percent(MIN_QUANTIFIED_SHARE)} is asked`;
  return [{ severity: "error", path: ["criteria"], message }];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function lintCriterion(criterion: Criterion, at: LintFinding["path"]): LintFinding[] {
  const { text, partial } = criterion;
  const findings: LintFinding[] = [];
  const add = (severity: LintFinding["severity"], field: string[], message: string): void => {
    findings.push({ severity, path: [...at, ...field], message });
  };
  if (SECOND_CLAIM.test(text) && partial === undefined) {
    add("warning", ["text"], "two claims in one: split it, or say what half of it looks like");
  }
  return findings;
}

function findAlike(criteria: Criterion[]): LintFinding[] {
  const words = criteria.map(({ text }) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)));
  return criteria.flatMap((criterion, index) => {
    const other = words.findIndex(
      (set, before) => before < index && overlap(set, words[index] ?? new Set()) >= ALIKE_SHARE,
    );
    if (other === -1) return [];
    const message = `asks nearly the same as "${criteria[other]?.id}"`;
    return [{ severity: "warning" as const, path: ["criteria", index, "text"], message }];
  });
}

function overlap(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}
