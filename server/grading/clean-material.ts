import { diagramToText } from "#domain/diagram/diagram-to-text";
import { readDiagram } from "#domain/diagram/read-diagram";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { cleanText, shortenRuns } from "../text/clean";
import { findCopiedDrawing } from "./defences/copied-drawing";
import { redactDiagram, redactText } from "./defences/redact";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Flag } from "#domain/grading/grade.schema";
import type { JudgeMaterial } from "./judge";

/** Longest text of one section that a judge reads, in UTF-16 code units: ~4,000 words. */
const MAX_JUDGED_SECTION_CHARS = 24_000;
/** Longest text of the drawing that a judge reads: some 500 components. */
const MAX_JUDGED_DIAGRAM_CHARS = 40_000;

/**
 * What every call of one grading sees: the answers without invisible characters and without what
 * speaks to the grader, the drawing as graph and text. What was taken out or cut is flagged.
 *
 * @param solutionScene the worked solution's drawing, which is no one's own; undefined for none
 * @param interview follow-ups with a reply
 * @returns also the drawing as it was read, with all its words: evidence is checked against that
 */
export function cleanMaterial(
  answers: Answers,
  scene: Scene,
  solutionScene?: unknown,
  interview: readonly Exchange[] = [],
): { material: JudgeMaterial; drawn: Diagram; flags: Flag[] } {
  const flags: Flag[] = [];
  const cleaned: Answers = { ...answers };
  for (const section of SECTION_IDS) {
    const text = cleanOne(answers[section], SECTION_TITLES[section], flags);
    cleaned[section] = cut(text, MAX_JUDGED_SECTION_CHARS, SECTION_TITLES[section], flags);
  }
  const replies = interview.map(({ turn, section, question, reply }) => ({
    turn,
    section,
    question: cleanText(question).text,
    reply: cleanOne(reply, `Reply ${turn}`, flags),
  }));
  const read = readOwnDrawing(scene, solutionScene, flags);
  const hidden = read.hidden.filter(({ reason }) => reason !== "deleted").length;
  if (hidden > 0) {
    const message = `${hidden} elements of the drawing are invisible and were kept from the judge.`;
    flags.push({ kind: "hidden_in_drawing", message });
  }
  const { diagram, removed } = redactDiagram(read);
  if (removed > 0) {
    const message = `Drawing: some labels address the grader. They were kept from the judge and don't count as evidence.`;
    flags.push({ kind: "grader_directed_language", message });
  }
  const drawnText = cleanText(diagramToText(diagram));
  if (drawnText.suspicious > 0) {
    const message = `Drawing: ${drawnText.suspicious} invisible characters were removed before judging.`;
    flags.push({ kind: "invisible_characters", message });
  }
  const diagramText = cut(drawnText.text, MAX_JUDGED_DIAGRAM_CHARS, "Drawing", flags);
  const material = {
    answers: cleaned,
    ...(replies.length > 0 && { interview: replies }),
    diagram,
    diagramText,
  };
  return { material, drawn: read, flags };
}

/** A text without what is invisible and what speaks to the grader; both are flagged. */
function cleanOne(written: string, where: string, flags: Flag[]): string {
  const { text: visible, suspicious } = cleanText(written);
  const { text, removed } = redactText(shortenRuns(visible));
  if (suspicious > 0) {
    const message = `${where}: ${suspicious} invisible characters were removed before judging.`;
    flags.push({ kind: "invisible_characters", message });
  }
  if (removed > 0) {
    const message = `${where}: some sentences address the grader. They were kept from the judge and don't count as evidence.`;
    flags.push({ kind: "grader_directed_language", message });
  }
  return text;
}

/** The drawing without what it has from the worked solution's, where that is most of it. */
function readOwnDrawing(scene: Scene, solutionScene: unknown, flags: Flag[]): Diagram {
  const whole = readDiagram(scene);
  const copied = findCopiedDrawing(scene, whole, solutionScene);
  if (copied === null) return whole;
  const { shared, of, rest } = copied;
  const message = `${shared} of the ${of} connections drawn are the worked solution's, between boxes with the same names. They were kept from the judge and don't count as evidence. Draw the design you would defend.`;
  flags.push({ kind: "copied_drawing", message });
  return readDiagram(rest);
}

function cut(text: string, max: number, where: string, flags: Flag[]): string {
  if (text.length <= max) return text;
  const message = `${where}: only the first ${max} of ${text.length} characters were judged.`;
  flags.push({ kind: "truncated", message });
  // Never through the middle of a surrogate pair.
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
}
