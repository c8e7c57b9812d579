import { byKind, findOrphans, findUnreadStores, singlePoints } from "#domain/diagram/facts";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeSums } from "./sums/describe-sums";
import { findSums } from "./sums/find-sums";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram, DiagramNode } from "#domain/diagram/diagram.schema";
import type { CheckedSum } from "#domain/grading/grade.schema";

/** More would cost more tokens than they help a judge; the wrong ones come first. */
const MAX_TOLD_SUMS = 60;
const MAX_TOLD_NODES = 20;
/**
 * Characters of a section whose sums are read: some 1,300 words. What is made of figures alone takes
 * ten times as long to read as an answer does.
 */
const MAX_READ_CHARS = 8_000;

/** What code computed of an answer, as lines that a judge reads beside it. */
export type ComputedFacts = { sums: string[]; drawing: string[] };

/** Facts, and no verdicts: which sums come out, and what the drawing's graph has and lacks. */
export function computeFacts(answers: Answers, diagram: Diagram): ComputedFacts {
  const sums = SECTION_IDS.flatMap((section) =>
    findSums(answers[section].slice(0, MAX_READ_CHARS)).map((sum) => ({ ...sum, section })),
  );
  const told = [...sums.filter(({ holds }) => !holds), ...sums.filter(({ holds }) => holds)];
  return {
    sums: told.slice(0, MAX_TOLD_SUMS).map((sum) => {
      const [line = ""] = describeSums([sum]);
      return `${SECTION_TITLES[sum.section]}: ${line}`;
    }),
    drawing: describeGraph(diagram),
  };
}

/** The sums of the answers as written, for the report and for what a verdict may not rest on. */
export function checkSums(answers: Answers): CheckedSum[] {
  return SECTION_IDS.flatMap((section) =>
    findSums(answers[section].slice(0, MAX_READ_CHARS)).map(
      ({ start, end, computedText, holds, offBy }) => ({
        section,
        start,
        end,
        computed: computedText,
        holds,
        offBy,
      }),
    ),
  );
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
