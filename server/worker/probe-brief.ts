import { diagramToText } from "#domain/diagram/diagram-to-text";
import { readDiagram } from "#domain/diagram/read-diagram";
import { repliesOf } from "#domain/attempts/turn.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { SectionId } from "#domain/problems/scale";
import type { ProbeBrief } from "../judges/probing";
import { listProbeSecrets, restrictProbe } from "../judges/restrict-probe";
import type { HeldProbe } from "../judges/restrict-probe";
import type { WaitingProbe } from "../attempts/save-probe";
import { authoredProbe } from "../attempts/interviewer/choose-probe";

type Work = Pick<WaitingProbe, "problem" | "brief" | "answers" | "scene" | "exchanges">;

/** What a model is told to write a follow-up from. */
export function toProbeBrief(work: Work, section: SectionId, criterion: Criterion): ProbeBrief {
  const { problem, brief, answers, scene, exchanges } = work;
  const { head, statementMarkdown } = problem;
  const replies = repliesOf(exchanges)
    .filter((exchange) => exchange.section === section)
    .map(({ reply }) => reply);
  return {
    title: head.title,
    given: brief === "interview" ? (head.interview ?? statementMarkdown) : statementMarkdown,
    section,
    written: [answers[section], ...replies].join("\n\n"),
    drawn: diagramToText(readDiagram(scene)),
    wanted: criterion.text,
    authored: authoredProbe(criterion),
  };
}

/** What of a model's follow-up may be asked; what the candidate wrote in other sections is known too. */
export function holdProbe(
  question: string,
  told: ProbeBrief,
  { problem, rubric, answers }: Pick<WaitingProbe, "problem" | "rubric" | "answers">,
  criterion: Criterion,
): HeldProbe {
  return restrictProbe(question, {
    known: [told.title, told.given, told.written, told.drawn, ...Object.values(answers)].join("\n"),
    secrets: listProbeSecrets(problem, rubric),
    wanted: criterion,
  });
}
