import { useState } from "react";
import { rankPassages } from "#domain/workbench/rank-passages";
import type { Ranking } from "#domain/workbench/rank-passages";
import { K, scoreRanking } from "#domain/workbench/retrieval-metrics";
import type { GradedResult, RetrievalScores } from "#domain/workbench/retrieval-metrics";
import { PASSAGES, QUERIES } from "#domain/workbench/toy-corpus";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { FigureTable } from "~/components/ui/figure-table";
import { Select } from "~/components/ui/select";
import { GainBars } from "./gain-bars";
import { NumberFields, useNumbers } from "./number-fields";
import { QuestionSelect } from "./question-select";
import { ResultOrder } from "./result-order";
import { ScoreTable } from "./score-table";

const FIELDS = { k: { label: "k", ...K, isWhole: true } };
const RANKINGS: Record<Ranking, string> = { bm25: "BM25", count: "Number of matching words" };

/** A corpus small enough to read, with graded queries: what an order is worth by each metric. */
export default function RetrievalWorkbench() {
  const numbers = useNumbers(FIELDS, { k: "3" });
  const [ranking, setRanking] = useState<Ranking>("bm25");
  const [asked, setAsked] = useState(0);
  /** Titles in the reader's own order, by query. */
  const [moved, setMoved] = useState<Record<number, string[]>>({});
  const orders = QUERIES.map((query, index) => moved[index] ?? listTitles(query.text, ranking));
  const order = orders[asked] ?? [];
  const k = numbers.all?.k;
  const scores = k !== undefined && orders.map((titles, index) => score(index, titles, k));
  const chosen = scores ? scores[asked] : undefined;

  function moveUp(index: number): void {
    const next = order.filter((_, at) => at !== index);
    next.splice(index - 1, 0, ...order.slice(index, index + 1));
    setMoved({ ...moved, [asked]: next });
  }

  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <QuestionSelect
            label="Query"
            texts={QUERIES.map(({ text }) => text)}
            asked={asked}
            onAsk={setAsked}
          />
        </div>
        <Field label="Ranking">
          <Select
            value={ranking}
            onChange={({ target }) => {
              setRanking(target.value as Ranking);
              setMoved({});
            }}
          >
            {Object.entries(RANKINGS).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <NumberFields fields={FIELDS} numbers={numbers} />
      </div>
      <p role="status">
        {chosen && k !== undefined
          ? `This order has a recall@${k} of ${chosen.recall.toFixed(3)} and an nDCG@${k} of ${chosen.ndcg.toFixed(3)}.`
          : "Fix the marked number to see the result."}
      </p>
      {scores && chosen && k !== undefined && (
        <>
          <ResultOrder
            passages={order.flatMap((title) => PASSAGES.find((one) => one.title === title) ?? [])}
            results={chosen.results}
            k={k}
            onMoveUp={moveUp}
          />
          <Missed grades={QUERIES[asked]?.grades ?? {}} order={order} />
          {Object.keys(moved).length > 0 && (
            <Button className="self-start print:hidden" onClick={() => setMoved({})}>
              Back to the ranking’s order
            </Button>
          )}
          <figure>
            <div className="grid grid-cols-2 gap-4">
              <GainBars title="This order" results={chosen.results} k={k} />
              <GainBars title="Best order" results={chosen.best} k={k} />
            </div>
            <figcaption className="text-ink-soft text-small mt-2">
              Gain by rank. The filled part is left after the discount, and adds up to DCG@{k}. The
              dashed line is k.
            </figcaption>
          </figure>
          <Steps scores={chosen} k={k} />
          <ScoreTable
            caption="All four queries"
            head="Query"
            rows={scores.map((one, index) => ({ name: `Query ${index + 1}`, scores: one }))}
            k={k}
          />
        </>
      )}
    </div>
  );
}

function listTitles(text: string, ranking: Ranking): string[] {
  return rankPassages(text, PASSAGES, ranking).map(({ title }) => title);
}

function score(query: number, titles: readonly string[], k: number): RetrievalScores {
  return scoreRanking(titles, QUERIES[query]?.grades ?? {}, k);
}

function Missed(props: { grades: Readonly<Record<string, number>>; order: readonly string[] }) {
  const missed = Object.entries(props.grades).filter(([title]) => !props.order.includes(title));
  if (missed.length === 0) return null;
  const names = missed.map(([title, grade]) => `${title} (grade ${grade})`);
  return (
    <p>
      <span className="font-semibold">Not found:</span> {names.join(", ")}. None of the query’s
      terms is in {missed.length === 1 ? "it" : "them"}.
    </p>
  );
}

function Steps({ scores, k }: { scores: RetrievalScores; k: number }) {
  const { found, relevant, recall, firstRank, reciprocalRank, dcg, bestDcg, ndcg } = scores;
  const rows: [string, string][] = [
    [`Recall@${k}`, `${found} / ${relevant} = ${recall.toFixed(3)}`],
    [
      "Reciprocal rank",
      firstRank === null ? "0" : `1 / ${firstRank} = ${reciprocalRank.toFixed(3)}`,
    ],
    [`DCG@${k}`, saySum(scores.results.slice(0, k), dcg)],
    [`Best DCG@${k}`, saySum(scores.best.slice(0, k), bestDcg)],
    [`nDCG@${k}`, `${dcg.toFixed(2)} / ${bestDcg.toFixed(2)} = ${ndcg.toFixed(3)}`],
  ];
  return (
    <FigureTable
      caption="This query, step by step"
      isCaptionSeen
      rows={rows.map(([name, figure]) => ({ key: name, name, figures: [figure] }))}
    />
  );
}

function saySum(results: readonly GradedResult[], sum: number): string {
  const terms = results.filter(({ gain }) => gain > 0).map((it) => it.gain * it.discount);
  if (terms.length < 2) return sum.toFixed(2);
  return `${terms.map((term) => term.toFixed(2)).join(" + ")} = ${sum.toFixed(2)}`;
}
