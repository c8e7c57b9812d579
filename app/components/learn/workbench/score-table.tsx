import { meanScores } from "#domain/workbench/retrieval-metrics";
import type { Metrics } from "#domain/workbench/retrieval-metrics";
import { FigureTable } from "~/components/ui/figure-table";

/** The three metrics of every query, and their means. */
export function ScoreTable(props: {
  /** Which queries: "All four queries". */
  caption: string;
  /** Of the column of names. */
  head: string;
  rows: readonly { name: string; scores: Metrics }[];
  k: number;
}) {
  const { caption, head, rows, k } = props;
  const means = { name: "Mean", scores: meanScores(rows.map(({ scores }) => scores)) };
  return (
    <FigureTable
      caption={`${caption}; the mean of the reciprocal ranks is MRR`}
      isCaptionSeen
      heads={[head, `Recall@${k}`, "1 / rank", `nDCG@${k}`]}
      areHeadsSeen
      rows={[...rows, means].map(({ name, scores }) => ({
        key: name,
        name,
        figures: sayMetrics(scores),
      }))}
    />
  );
}

function sayMetrics({ recall, reciprocalRank, ndcg }: Metrics): string[] {
  return [recall, reciprocalRank, ndcg].map((figure) => figure.toFixed(3));
}
