import type { Db } from "../db/client";
import type { SectionId } from "#domain/problems/scale";
import { SECTION_IDS } from "#domain/problems/scale";
import { repliesOf } from "#domain/attempts/turn.schema";
import { getExchanges } from "./get-exchanges";
import { findBase, refuseArchived, requireSubmitted } from "./base-attempt";
import { notFound } from "./own-attempt";
import { planRetry } from "./plan-retry";

/** What a candidate chooses from before a retry. */
export type RetrySetup = {
  title: string;
  slug: string;
  /** Minutes that are offered for each section. */
  minutes: Record<SectionId, number>;
  /** Sections with replies to follow-ups: they carry over with their section. */
  replied: SectionId[];
};

/**
 * @throws AppError `not_found` for an attempt that is not this person's, or a drill; `conflict` while it
 *   is open, and for an archived problem
 */
export async function getRetrySetup(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<RetrySetup> {
  const base = await findBase(db, who);
  if (base === null || base.attempt.kind === "drill") throw notFound(who.attemptId);
  requireSubmitted(base);
  refuseArchived(base);
  const replies = repliesOf(await getExchanges(db, base.attempt.id));
  const pairs = SECTION_IDS.map((section) => [section, planRetry(base, section)]);
  return {
    title: base.head.title,
    slug: base.slug,
    minutes: Object.fromEntries(pairs) as RetrySetup["minutes"],
    replied: SECTION_IDS.filter((id) => replies.some(({ section }) => section === id)),
  };
}
