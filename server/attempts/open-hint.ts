import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../db/client";
import { attemptHints } from "../db/tables/aids";
import { problemVersions } from "../db/tables/content";
import { AppError } from "../errors";
import { SECTION_IDS } from "#domain/problems/scale";
import { listOpenedSteps } from "./list-opened-steps";
import type { OpenedHints } from "./list-opened-steps";
import { isOver, requireOwnAttempt } from "./own-attempt";

/** Opens a step; `step` counts from 1, so that asking again opens nothing more. */
export const openHintSchema = z.object({
  section: z.enum(SECTION_IDS),
  step: z.coerce.number().int().min(1).max(5),
});
export type OpenHint = z.infer<typeof openHintSchema>;

/**
 * Opens the next hint of a section, in practice only, and keeps that it was used.
 *
 * @returns the section's ladder as it stands then
 * @throws AppError `not_found`; `forbidden` in a mock interview; `conflict` when the attempt is over;
 *   `bad_request` for a step that is not the next
 */
export async function openHint(
  db: Db,
  input: { attemptId: string; userId: string } & OpenHint,
): Promise<OpenedHints> {
  const { section, step } = input;
  return db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, input, { lock: true });
    if (!attempt.isPractice) {
      throw new AppError("forbidden", {
        message: "a hint was asked for in a mock interview",
        userMessage: "There are no hints in a mock interview.",
      });
    }
    if (isOver(attempt, 0)) {
      throw new AppError("conflict", {
        message: `attempt ${attempt.id} opens no more hints`,
        userMessage: "The attempt is over. Hints are part of practice only.",
      });
    }
    const [content] = await tx
      .select({ body: problemVersions.body })
      .from(problemVersions)
      .where(eq(problemVersions.id, attempt.problemVersionId));
    if (!content) throw new Error(`attempt ${attempt.id} has no problem version`);
    const ladder = content.body.head.hints[section];
    const before = (await listOpenedSteps(tx, attempt.id)).filter((one) => one.section === section);
    if (step > ladder.length || step > before.length + 1) {
      throw new AppError("bad_request", {
        message: `hint ${step} of ${section} is not the next`,
        userMessage: "This page is out of date. Reload it.",
      });
    }
    await tx
      .insert(attemptHints)
      .values({ attemptId: attempt.id, section, step })
      .onConflictDoNothing();
    const opened = Math.max(step, before.length);
    return { count: ladder.length, opened: ladder.slice(0, opened) };
  });
}
