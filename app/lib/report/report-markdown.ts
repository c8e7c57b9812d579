import type { Aids } from "#server/attempts/get-aids";
import { SECTION_TITLES } from "#server/problems/scale";
import type { GradedView } from "./report-view";
import { formatCost, formatPoints } from "./format";
import { sayParts } from "./name-diagram-parts";
import type { CriterionReview, ReviewSummary } from "./review-view";
import { VERDICT_WORDS, sayStanding } from "./words";

/** What a saved report holds. */
export type ReportFile = GradedView & {
  slug: string;
  title: string;
  submittedAt: string;
  contentHash: string;
  rubric: { version: number; hash: string };
  /** What people made of the whole, where they did. */
  review?: ReviewSummary | null;
  aids?: Aids;
};

/** The report as Markdown: the candidate's text as quotations, the judge's notes under it. */
export function writeMarkdown(file: ReportFile): string {
  const { grade } = file;
  const { judge } = grade;
  const lines = [
    `# ${file.title}`,
    "",
    `**${formatPoints(grade.total)} of 100** (${grade.bars.map(sayStanding).join(", ")}).`,
    "",
    ...writeReview(file.review),
    `Judged by ${judge.returnedModel ?? judge.requestedModel}${judge.isEstimate ? " (an estimate by the offline judge)" : ""}, ` +
      `${grade.mode} mode, rubric version ${file.rubric.version} (${file.rubric.hash}), cost ${formatCost(grade.costUsd)}. ` +
      `Handed in ${file.submittedAt}, receipt ${file.contentHash}.`,
    "",
    ...grade.flags.map(({ message }) => `- ${message}`),
    ...grade.caps.map(({ maxTotal, reason }) => `- Capped at ${maxTotal}: ${reason}`),
    ...file.sections.flatMap(writeSection),
  ];
  if (grade.misconceptions.length > 0) {
    lines.push("", "## Worth unlearning", "");
    lines.push(...grade.misconceptions.map(({ text, advice }) => `- ${text} *Instead:* ${advice}`));
  }
  lines.push(...writeAids(file.aids));
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function writeAids(aids: Aids | undefined): string[] {
  if (!aids) return [];
  if (aids.questions.length + aids.hints.length === 0 && aids.curveball === null) return [];
  return [
    ...["", "## Asked and used", ""],
    ...(aids.curveball === null
      ? []
      : [`- The requirements changed: ${oneLine(aids.curveball.text)}`]),
    ...aids.questions.map(
      ({ question, answer }) =>
        `- ${oneLine(question)} ${answer === null ? "(left open)" : answer}`,
    ),
    ...aids.hints.map(
      ({ section, step, text }) => `- ${SECTION_TITLES[section]}, hint ${step}: ${oneLine(text)}`,
    ),
  ];
}

function writeReview(review: ReviewSummary | null | undefined): string[] {
  if (!review) return [];
  const { total, bars, signed, comments } = review;
  return [
    ...(total === null
      ? []
      : [
          `With reviewers' verdicts it stands at **${formatPoints(total)} of 100** (${bars.map(sayStanding).join(", ")}).`,
          "",
        ]),
    ...(signed === null ? [] : [`Signed off by ${signed.by}, ${signed.at}.`, ""]),
    ...comments.flatMap(({ by, text }) => [`${by}: ${text}`, ""]),
  ];
}

function writeSection(section: GradedView["sections"][number]): string[] {
  const { score } = section;
  const points =
    score === null || score.percent === null
      ? "not assessed"
      : `${formatPoints(score.points)} of ${formatPoints(score.possible)} points`;
  const text = section.text.trim() === "" ? "*Left empty.*" : section.text;
  return [
    "",
    `## ${section.title}: ${points}`,
    "",
    ...text.split("\n").map((line) => `> ${line}`.trimEnd()),
    "",
    ...[...section.besideText, ...section.below]
      .sort((a, b) => a.number - b.number)
      .flatMap(writeCriterion),
  ];
}

function writeCriterion(criterion: GradedView["sections"][number]["below"][number]): string[] {
  const doubt = criterion.needsPerson ? ", needs a person" : "";
  return [
    `${criterion.number}. **${VERDICT_WORDS[criterion.verdict]}**${doubt}: ${criterion.text}`,
    ...criterion.quotes.map(({ quote }) => `   - “${quote.replace(/\s+/g, " ")}”`),
    ...(criterion.elementIds.length > 0
      ? [`   - In the drawing: ${sayParts(criterion.parts, criterion.elementIds.length)}`]
      : []),
    ...(criterion.reasoning === "" ? [] : [`   - ${criterion.reasoning}`]),
    ...writePeople(criterion.review),
    ...((criterion.review?.given ?? criterion).verdict === "met" || criterion.advice === ""
      ? []
      : [`   - *Next:* ${criterion.advice}`]),
  ];
}

function writePeople(review: CriterionReview | undefined): string[] {
  if (!review) return [];
  const { given, appeals, comments } = review;
  return [
    ...(given === null
      ? []
      : [`   - **${given.by}: ${VERDICT_WORDS[given.verdict]}.** ${oneLine(given.reason)}`]),
    ...appeals.flatMap(({ settled }) =>
      settled === null
        ? ["   - Appealed, not settled yet."]
        : [`   - Appeal ${settled.outcome} by ${settled.by}: ${oneLine(settled.words)}`],
    ),
    ...comments.map(({ by, text }) => `   - ${by}: ${oneLine(text)}`),
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
