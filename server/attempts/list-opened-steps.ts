import { asc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attemptHints } from "../db/tables/aids";
import type { ProblemHead } from "#domain/problems/problem.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";

/** A section's ladder as far as it was climbed: hints beyond that stay on the server. */
export type OpenedHints = { count: number; opened: string[] };
export type HintLadders = Record<SectionId, OpenedHints>;

/** Which hints were opened, section by section, first steps first. */
export async function listOpenedSteps(
  db: DbOrTx,
  attemptId: string,
): Promise<{ section: SectionId; step: number; openedAt: Date }[]> {
  return db
    .select({
      section: attemptHints.section,
      step: attemptHints.step,
      openedAt: attemptHints.openedAt,
    })
    .from(attemptHints)
    .where(eq(attemptHints.attemptId, attemptId))
    .orderBy(asc(attemptHints.section), asc(attemptHints.step));
}

/** The ladders with what was opened of them. */
export function toLadders(
  hints: ProblemHead["hints"],
  steps: readonly { section: SectionId; step: number }[],
): HintLadders {
  const pairs = SECTION_IDS.map((section) => {
    const opened = steps.filter((one) => one.section === section).length;
    const ladder = hints[section];
    return [section, { count: ladder.length, opened: ladder.slice(0, opened) }];
  });
  return Object.fromEntries(pairs) as HintLadders;
}
