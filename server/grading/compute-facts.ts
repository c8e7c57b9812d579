import { byKind, findOrphans, findUnreadStores, singlePoints } from "#domain/diagram/facts";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeSums } from "./sums/describe-sums";
import { findSums } from "./sums/find-sums";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram, DiagramNode } from "#domain/diagram/diagram.schema";
import type { CheckedSum } from "#domain/grading/grade.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Sum } from "./sums/find-sums";

/** More would cost more tokens than they help a judge; the wrong ones come first. */
const MAX_TOLD_SUMS = 60;
const MAX_TOLD_NODES = 20;
/**
 * Characters of a text whose sums are read: some 1,300 words. What is made of figures alone takes
 * ten times as long to read as an answer does.
 */
const MAX_READ_CHARS = 8_000;

/** What code computed of an answer, as lines that a judge reads beside it. */
export type ComputedFacts = { sums: string[]; drawing: string[] };

/** What the candidate replied to a follow-up; not a word of the interviewer's. */
type Reply = Pick<Exchange, "turn" | "section" | "reply">;

/** A text with figures: one of the five answers, or a reply to a follow-up about its section. */
type Figured = { section: SectionId; turn?: number; text: string };

/** Facts, and no verdicts: which sums come out, and what the drawing's graph has and lacks. */
export function computeFacts(
  answers: Answers,
  diagram: Diagram,
  replies: readonly Reply[] = [],
): ComputedFacts {
  const sums = listFigured(answers, replies).flatMap((one) =>
    findIn(one).map((sum) => ({ sum, where: sayWhere(one) })),
  );
  const told = [...sums.filter(({ sum }) => !sum.holds), ...sums.filter(({ sum }) => sum.holds)];
  return {
    sums: told.slice(0, MAX_TOLD_SUMS).map(({ sum, where }) => {
      const [line = ""] = describeSums([sum]);
      return `${where}: ${line}`;
    }),
    drawing: describeGraph(diagram),
  };
}

/**
 * The sums of the answers and replies as written, for the report and for what a verdict may not rest
 * on.
 */
export function checkSums(answers: Answers, replies: readonly Reply[] = []): CheckedSum[] {
  return listFigured(answers, replies).flatMap((one) =>
    findIn(one).map(({ start, end, computedText, holds, offBy }) => ({
      section: one.section,
      ...(one.turn !== undefined && { turn: one.turn }),
      start,
      end,
      computed: computedText,
      holds,
      offBy,
    })),
  );
}

function listFigured(answers: Answers, replies: readonly Reply[]): Figured[] {
  return [
    ...SECTION_IDS.map((section) => ({ section, text: answers[section] })),
    ...replies.map(({ section, turn, reply }) => ({ section, turn, text: reply })),
  ];
}

function findIn({ text }: Figured): Sum[] {
  return findSums(text.slice(0, MAX_READ_CHARS));
}

function sayWhere({ section, turn }: Figured): string {
  const title = SECTION_TITLES[section];
  return turn === undefined ? title : `${title}, in a reply`;
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
