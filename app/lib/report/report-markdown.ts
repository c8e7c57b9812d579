import type { Aids } from "#server/attempts/get-aids";
import type { JudgeFinding } from "#server/settings/get-judge-finding";
import type { Brief } from "#domain/problems/scale";
import { SECTION_TITLES } from "#domain/problems/scale";
import { sayShare } from "../check-words";
import { oneLine, writeDebrief, writeDiagnosis, writeNext } from "./debrief-markdown";
import type { CriterionView, ExchangeView, GradedView, SectionView } from "./report-view";
import { formatCost, formatTotal } from "./format";
import { sayParts } from "#domain/diagram/name-parts";
import { listPlanned } from "./next-view";
import type { NextView } from "./next-view";
import { UNREADABLE_WORDS, sayJudged } from "./result-words";
import type { OwnMarksSummary } from "./own-marks-view";
import type { CriterionReview, ReviewSummary } from "./review-view";
import { verdictOf } from "./standing-view";
import type { Head, StandingView } from "./standing-view";
import { FOUND_WORDS, VERDICT_WORDS } from "./verdict-words";
import { sayStanding, sayLeftOut } from "./words";

/** What a saved report holds. */
export type ReportFile = StandingView & {
  slug: string;
  title: string;
  submittedAt: string;
  contentHash: string;
  rubric: { version: number; hash: string };
  /** What people made of the whole, where they did. */
  review?: ReviewSummary | null;
  /** The candidate's own marks: beside the result, and no part of it. */
  ownMarks?: OwnMarksSummary | null;
  aids?: Aids;
  /** What the candidate was given to read. */
  brief?: Brief;
  /** What a check says against the judge, where it does. */
  finding?: JudgeFinding | null;
  /** What to do next: the candidate's own report only. */
  next?: NextView | null;
};

/**
 * The report as Markdown, in the order of its page: the candidate's text as quotations, the judge's
 * notes under it.
 */
export function writeMarkdown(file: ReportFile): string {
  const { grade, head, debrief } = file;
  const planned = listPlanned(file.next);
  const lines = [
    `# ${file.title}`,
    "",
    ...writeFinding(file.finding),
    // An estimate begins with what to do next, as its page does.
    ...(head.kind === "grade" ? writeDiagnosis(debrief) : writeNext(file.next)),
    ...writeHead(head),
    "",
    ...(head.kind === "grade"
      ? head.caps.map(({ maxTotal, reason }) => `- Capped at ${maxTotal}: ${reason}`)
      : []),
    ...grade.flags.map(({ message }) => `- ${message}`),
    ...writeReview(file.review),
    ...writeOwnMarks(file.ownMarks),
    ...(head.kind === "grade" ? writeDebrief(debrief, file.next) : []),
    ...file.sections.flatMap((section) => writeSection(section, planned)),
  ];
  if (grade.misconceptions.length > 0) {
    lines.push("", grade.judge.isEstimate ? "## May be worth unlearning" : "## Worth unlearning");
    lines.push("", ...grade.misconceptions.map(writeMisconception));
  }
  lines.push(...writeAids(file.aids));
  if (head.kind === "grade") lines.push(...writeMet(file.sections));
  lines.push(...writeMaking(file));
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function writeMaking({ grade, rubric, brief, submittedAt, contentHash }: ReportFile): string[] {
  const { judge, secondModel, mode, costUsd } = grade;
  return [
    "",
    "---",
    "",
    `Judged by ${judge.returnedModel ?? judge.requestedModel}${judge.isEstimate ? " (an estimate: no model has read this)" : ""}, ` +
      (secondModel === null ? "" : `second opinion from ${secondModel}, `) +
      `${mode} mode, rubric version ${rubric.version} (${rubric.hash}), cost ${formatCost(costUsd)}. ` +
      (brief === "interview" ? "Written to the interview brief. " : "") +
      `Handed in ${submittedAt}, receipt ${contentHash}.`,
  ];
}

function writeHead(head: Head): string[] {
  const beside =
    head.judged === null ? "" : ` With a reviewer's verdicts; ${sayJudged(head.judged)}.`;
  switch (head.kind) {
    case "grade":
      return [`**${formatTotal(head.total)} of 100.** ${sayStanding(head)}${beside}`];
    case "estimate": {
      const { low, high, found, inPart, of, leftOut } = head;
      const more = inPart > 0 ? `, ${inPart} more in part` : "";
      const rest = leftOut ? ` ${sayLeftOut(leftOut)}` : "";
      return [
        `**Estimate: ${low} to ${high} of 100.** Ideas found: ${found} of ${of}${more}.${rest}${beside}`,
      ];
    }
    case "unreadable":
      return [`**${UNREADABLE_WORDS}.** There is no estimate.`];
  }
}

function writeFinding(finding: JudgeFinding | null | undefined): string[] {
  if (!finding) return [];
  const share = sayShare(finding.balancedAccuracy);
  return [
    `**The judge behind this grade failed a check.** On ${finding.at}, its balanced accuracy was ${share}, where 50% is chance.`,
    "",
  ];
}

function writeMisconception({
  text,
  advice,
  quote,
}: GradedView["grade"]["misconceptions"][number]): string {
  const shown = quote === null ? "" : ` This passage may show it: “${oneLine(quote)}”`;
  return `- ${text}${shown} *Instead:* ${advice}`;
}

function writeAids(aids: Aids | undefined): string[] {
  if (!aids) return [];
  if (aids.questions.length + aids.hints.length === 0 && aids.curveball === null) return [];
  return [
    ...["", "## Questions and hints", ""],
    ...(aids.curveball === null
      ? []
      : [`- The requirements changed: ${oneLine(aids.curveball.text)}`]),
    ...aids.questions.map(
      ({ question, answer }) => `- ${oneLine(question)}${answer === null ? " (not answered)" : ""}`,
    ),
    ...aids.hints.map(
      ({ section, step, text }) => `- ${SECTION_TITLES[section]}, hint ${step}: ${oneLine(text)}`,
    ),
  ];
}

function writeReview(review: ReviewSummary | null | undefined): string[] {
  if (!review) return [];
  const { signed, comments } = review;
  return [
    ...(signed === null ? [] : [`Signed off by ${signed.by}, ${signed.at}.`, ""]),
    ...comments.flatMap(({ by, text }) => [`${by}: ${text}`, ""]),
  ];
}

function writeOwnMarks(marks: OwnMarksSummary | null | undefined): string[] {
  if (!marks) return [];
  const { total, isBlind, known } = marks;
  const when = isBlind ? "before the grade was seen" : "after the grade was seen";
  const alike =
    known === null ? "" : ` Marked the same: ${Math.round(known.alike * 100)}% of the weight.`;
  return [`Own marks, ${when}: ${formatTotal(total)} of 100, not a grade.${alike}`, ""];
}

function writeSection(section: SectionView, planned: Record<string, number>): string[] {
  const text = section.text.trim() === "" ? "*Left empty.*" : section.text;
  return [
    "",
    `## ${section.title}${writeScore(section)}`,
    "",
    ...text.split("\n").map((line) => `> ${line}`.trimEnd()),
    "",
    ...section.exchanges.flatMap(writeExchange),
    ...[...section.besideText, ...section.below]
      .filter((criterion) => !isFolded(criterion))
      .sort((a, b) => a.number - b.number)
      .flatMap((criterion) => writeCriterion(criterion, planned[criterion.id])),
  ];
}

/** Met as it was judged, in a grade, with no word of a person: named at the end, and shown on the page. */
function isFolded({ isEstimate, verdict, own, review }: CriterionView): boolean {
  return !isEstimate && verdict === "met" && own === undefined && !review;
}

function writeMet(sections: readonly SectionView[]): string[] {
  const lines = sections.flatMap(({ title, besideText, below }) => {
    const met = [...besideText, ...below].filter(isFolded).sort((a, b) => a.number - b.number);
    const said = met.map(({ text, saidIn }) => {
      const see = saidIn.length === 0 ? "" : ` (but see Fix first ${saidIn.join(", ")})`;
      return `${oneLine(text).replace(/\.$/, "")}${see}`;
    });
    return said.length === 0 ? [] : [`- **${title}.** ${said.join(". ")}.`];
  });
  return lines.length === 0 ? [] : ["", "## What is met", "", ...lines];
}

function writeExchange(exchange: ExchangeView): string[] {
  const { question, reply, isDeclined, isCarried } = exchange;
  const said = isDeclined || reply.trim() === "" ? ["*No reply.*"] : reply.split("\n");
  return [
    `The interviewer asked${isCarried ? " in the earlier attempt" : ""}: ${oneLine(question)}`,
    "",
    ...said.map((line) => `> ${line}`.trimEnd()),
    "",
  ];
}

function writeScore({ score, ideas }: SectionView): string {
  if (ideas !== null) return `: ${ideas.found} of ${ideas.of} ideas found`;
  if (score === null) return "";
  if (score.percent === null) return ": not assessed";
  return `: ${score.points} of ${score.possible} points`;
}

/** @param step of the plan that says its next step already */
function writeCriterion(criterion: CriterionView, step: number | undefined): string[] {
  const words = criterion.isEstimate ? FOUND_WORDS : VERDICT_WORDS;
  const { number, text, verdict, advice, saidIn } = criterion;
  const stands = verdictOf(criterion);
  const isMet = stands === "met";
  const isMaybe = criterion.isEstimate && stands === "not_met" && !criterion.review?.given;
  const isSaid = saidIn.length > 0 && !isMet;
  const see =
    saidIn.length > 0 ? [`${isMet ? "But see" : "See"} Fix first ${saidIn.join(", ")}.`] : [];
  const doubt = criterion.needsPerson ? ", in doubt" : "";
  const head = [`${number}. **${words[verdict]}**${doubt}: ${text}`, ...see].join(" ");
  const people = [
    ...(criterion.own === undefined ? [] : [`   - Own mark: ${VERDICT_WORDS[criterion.own]}`]),
    ...writePeople(criterion.review),
  ];
  // What is met is a line with the words that show it.
  if (isMet && verdict === "met")
    return [[head, ...writeEvidence(criterion).slice(0, 1)].join(" "), ...people];
  return [
    head,
    ...(isSaid ? [] : writeEvidence(criterion).map((line) => `   - ${line}`)),
    ...(isSaid || criterion.reasoning === "" ? [] : [`   - ${criterion.reasoning}`]),
    ...people,
    ...(isSaid || isMet || stands === "cannot_assess" || advice === ""
      ? []
      : [
          `   - *${isMaybe ? "If it isn’t there" : "Next"}:* ${step === undefined ? advice : `step ${step} of your plan`}`,
        ]),
  ];
}

function writeEvidence({ quotes, replies, parts, elementIds }: CriterionView): string[] {
  return [
    ...quotes.map(({ quote }) => `“${oneLine(quote)}”`),
    ...replies.map(({ quote }) => `In a reply: “${oneLine(quote)}”`),
    ...(elementIds.length > 0 ? [`In the drawing: ${sayParts(parts, elementIds.length)}`] : []),
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
        ? ["   - Appealed, not decided yet."]
        : [`   - Appeal ${settled.outcome} by ${settled.by}: ${oneLine(settled.words)}`],
    ),
    ...comments.map(({ by, text }) => `   - ${by}: ${oneLine(text)}`),
  ];
}
