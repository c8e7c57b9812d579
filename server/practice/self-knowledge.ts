import type { PersonVerdict } from "#domain/reviews/review.schema";
import { groupBy } from "./group-by";
import type { Mark } from "./read-marks";

/** How often what was said of one's own work was found so. */
export type SelfKnowledge = {
  /** By what the candidate said, the counts of what the judge or a reviewer found. */
  said: { verdict: PersonVerdict; found: Record<PersonVerdict, number>; count: number }[];
  /** Oldest first. */
  attempts: { attemptId: string; at: string; agreed: number; of: number }[];
  agreed: number;
  of: number;
  /** Said better than it was found, and worse. */
  over: number;
  under: number;
};

const RANK: Record<PersonVerdict, number> = { not_met: 0, partial: 1, met: 2 };
const ORDER = ["met", "partial", "not_met"] as const;

/** Sets a person's own marks beside those that they got; null where no attempt has both. */
export function compareMarks(graded: readonly Mark[], own: readonly Mark[]): SelfKnowledge | null {
  const found = new Map(graded.map((mark) => [keyOf(mark), mark.verdict]));
  const pairs = own.flatMap((mark) => {
    const verdict = found.get(keyOf(mark));
    return verdict === undefined ? [] : [{ ...mark, found: verdict }];
  });
  if (pairs.length === 0) return null;
  const isSame = (pair: (typeof pairs)[number]) => pair.verdict === pair.found;
  return {
    said: ORDER.map((verdict) => {
      const those = pairs.filter((pair) => pair.verdict === verdict);
      const count = (what: PersonVerdict) => those.filter((pair) => pair.found === what).length;
      return {
        verdict,
        found: { met: count("met"), partial: count("partial"), not_met: count("not_met") },
        count: those.length,
      };
    }),
    attempts: [...groupBy(pairs, ({ attemptId }) => attemptId)].map(([attemptId, those]) => ({
      attemptId,
      at: those[0]?.at.toISOString() ?? "",
      agreed: those.filter(isSame).length,
      of: those.length,
    })),
    agreed: pairs.filter(isSame).length,
    of: pairs.length,
    over: pairs.filter((pair) => RANK[pair.verdict] > RANK[pair.found]).length,
    under: pairs.filter((pair) => RANK[pair.verdict] < RANK[pair.found]).length,
  };
}

function keyOf({ attemptId, criterionId }: Mark): string {
  return `${attemptId} ${criterionId}`;
}
