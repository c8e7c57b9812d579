/** Values of k that a workbench offers; its lists may be longer. */
export const K = { least: 1, most: 6 };

/** What a result adds to DCG. */
export type GradedResult = {
  grade: number;
  /** 2^grade - 1. */
  gain: number;
  /** 1 / log2(rank + 1). */
  discount: number;
};

export type RetrievalScores = {
  /** All results, also those after k. */
  results: GradedResult[];
  /** The relevant passages in the best order. */
  best: GradedResult[];
  /** Relevant passages among the first k. */
  found: number;
  relevant: number;
  recall: number;
  /** Of the first relevant result, from 1; null where there is none. Isn't cut off at k. */
  firstRank: number | null;
  reciprocalRank: number;
  dcg: number;
  bestDcg: number;
  ndcg: number;
};

export type Metrics = Pick<RetrievalScores, "recall" | "reciprocalRank" | "ndcg">;

/**
 * Recall@k, reciprocal rank and nDCG@k of one query, as in study/topics/retrieval-evaluation.md.
 *
 * @param ranking titles, the best first
 * @param grades by title; at least one above 0
 */
export function scoreRanking(
  ranking: readonly string[],
  grades: Readonly<Record<string, number>>,
  k: number,
): RetrievalScores {
  const results = toResults(ranking.map((title) => grades[title] ?? 0));
  const best = toResults(
    Object.values(grades)
      .filter((grade) => grade > 0)
      .sort((a, b) => b - a),
  );
  const found = results.slice(0, k).filter(({ grade }) => grade > 0).length;
  const first = results.findIndex(({ grade }) => grade > 0);
  const dcg = sumDcg(results, k);
  const bestDcg = sumDcg(best, k);
  return {
    results,
    best,
    found,
    relevant: best.length,
    recall: found / best.length,
    firstRank: first < 0 ? null : first + 1,
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
    dcg,
    bestDcg,
    ndcg: dcg / bestDcg,
  };
}

/** Of the three metrics, over the queries; the mean of the reciprocal ranks is MRR. */
export function meanScores(scores: readonly Metrics[]): Metrics {
  const mean = (metric: keyof Metrics) =>
    scores.reduce((sum, one) => sum + one[metric], 0) / scores.length;
  return { recall: mean("recall"), reciprocalRank: mean("reciprocalRank"), ndcg: mean("ndcg") };
}

function toResults(grades: readonly number[]): GradedResult[] {
  return grades.map((grade, index) => ({
    grade,
    gain: 2 ** grade - 1,
    discount: 1 / Math.log2(index + 2),
  }));
}

function sumDcg(results: readonly GradedResult[], k: number): number {
  return results.slice(0, k).reduce((sum, { gain, discount }) => sum + gain * discount, 0);
}
