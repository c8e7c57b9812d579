import { byKind, findOrphans, findUnreadStores, singlePoints } from "#domain/diagram/facts";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeSums } from "./sums/describe-sums";
import { findSums } from "./sums/find-sums";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram, DiagramNode } from "#domain/diagram/diagram.schema";
import type { Exchange } from "#domain/attempts/turn.schema";

/** More would cost more tokens than they help a judge. */
const MAX_TOLD_SUMS = 60;
const MAX_TOLD_NODES = 20;
/**
 * Characters of a text whose sums are read: some 1,300 words. What is made of figures alone takes
 * ten times as long to read as an answer does.
 */
const MAX_READ_CHARS = 8_000;

/** What code found in an answer, as lines that a judge reads beside it. */
export type ComputedFacts = { sums: string[]; drawing: string[] };

/** What the candidate replied to a follow-up; not a word of the interviewer's. */
type Reply = Pick<Exchange, "section" | "reply">;

/** A text with figures: one of the five answers, or a reply to a follow-up about its section. */
type Figured = { where: string; text: string };

/**
 * Facts, and no verdicts: which sums come out, and what the drawing's graph has and lacks. Sums that
 * the reader calls wrong stay here: most of them are right, and written as shorthand (ADR 44).
 */
export function computeFacts(
  answers: Answers,
  diagram: Diagram,
  replies: readonly Reply[] = [],
): ComputedFacts {
  const sums = listFigured(answers, replies).flatMap((one) => {
    const right = findSums(one.text.slice(0, MAX_READ_CHARS)).filter(({ holds }) => holds);
    return describeSums(right).map((line) => `${one.where}: ${line}`);
  });
  return { sums: sums.slice(0, MAX_TOLD_SUMS), drawing: describeGraph(diagram) };
}

function listFigured(answers: Answers, replies: readonly Reply[]): Figured[] {
  return [
    ...SECTION_IDS.map((section) => ({ where: SECTION_TITLES[section], text: answers[section] })),
    ...replies.map(({ section, reply }) => ({
      where: `${SECTION_TITLES[section]}, in a reply`,
      text: reply,
    })),
  ];
}

function describeGraph(diagram: Diagram): string[] {
  const isClient = byKind("client");
  const isModel = byKind("llm", "model");
  return [
    list("Nothing is connected to", findOrphans(diagram)),
    list("No connection reads from these stores", findUnreadStores(diagram)),
    list(
      "Every path from a client to a model goes through",
      singlePoints(diagram, isClient, isModel),
    ),
  ].flatMap((line) => line ?? []);
}

function list(words: string, nodes: readonly DiagramNode[]): string | null {
  if (nodes.length === 0) return null;
  const ids = nodes.slice(0, MAX_TOLD_NODES).map(({ id }) => id);
  const more = nodes.length > ids.length ? ` and ${nodes.length - ids.length} more` : "";
  return `${words}: ${ids.join(", ")}${more}.`;
}
