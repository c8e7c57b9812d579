import { useState } from "react";
import { askChunks } from "#domain/workbench/ask-chunks";
import type { AskedChunks } from "#domain/workbench/ask-chunks";
import {
  cutPages,
  expectCuts,
  LARGEST_OVERLAP_SHARE,
  SIZE,
  splitWords,
} from "#domain/workbench/cut-pages";
import type { Chunk, Cut } from "#domain/workbench/cut-pages";
import { PAGES, QUESTIONS } from "#domain/workbench/help-pages";
import { K, meanScores } from "#domain/workbench/retrieval-metrics";
import { FigureTable } from "~/components/ui/figure-table";
import { ChunkResults } from "./chunk-results";
import { ChunkStrips } from "./chunk-strips";
import { NumberFields, useNumbers } from "./number-fields";
import { QuestionSelect } from "./question-select";
import { ScoreTable } from "./score-table";

const SIZE_FIELD = { size: { label: "Chunk size, words", ...SIZE, isWhole: true } };
/** In words, by title. */
const PAGE_LENGTHS = new Map(PAGES.map(({ title, text }) => [title, splitWords(text).length]));

/** A few pages cut into chunks of a size: which answers stay whole, and how high the chunks rank. */
export default function ChunkingWorkbench() {
  const sizes = useNumbers(SIZE_FIELD, { size: "60" });
  const mostOverlap = Math.floor((sizes.all?.size ?? SIZE.most) * LARGEST_OVERLAP_SHARE);
  const fields = {
    overlap: { label: "Overlap, words", least: 0, most: mostOverlap, isWhole: true },
    k: { label: "k", ...K, isWhole: true },
  };
  const others = useNumbers(fields, { overlap: "0", k: "3" });
  const [asked, setAsked] = useState(0);
  const numbers = sizes.all && others.all && { ...sizes.all, ...others.all };
  const chunks = numbers && cutPages(PAGES, numbers);
  const answers =
    chunks && QUESTIONS.map((question) => askChunks(question, PAGES, chunks, numbers.k));
  const chosen = answers?.[asked];
  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <div className="sm:col-span-3">
          <QuestionSelect
            label="Question"
            texts={QUESTIONS.map(({ text }) => text)}
            asked={asked}
            onAsk={setAsked}
          />
        </div>
        <NumberFields fields={SIZE_FIELD} numbers={sizes} />
        <NumberFields fields={fields} numbers={others} />
      </div>
      <p role="status">
        {answers && numbers
          ? sayOutcome(answers, numbers.k)
          : "Fix the marked numbers to see the result."}
      </p>
      {chosen && answers && (
        <>
          <ChunkStrips chunks={chunks} asked={chosen} k={numbers.k} />
          <ChunkResults asked={chosen} k={numbers.k} />
          <Chunks chunks={chunks} answers={answers} numbers={numbers} />
          <ScoreTable
            caption="All eight questions"
            head="Question"
            rows={answers.map((answer, index) => ({
              name: `${index + 1}: ${sayPlace(answer)}`,
              scores: answer.scores,
            }))}
            k={numbers.k}
          />
          <p className="text-ink-soft text-small">
            Chunks ignore where sentences end. BM25 ranks the chunks, without stemming. A chunk is
            relevant if it has the whole sentence that answers; another chunk with the same sentence
            adds nothing. A sentence that no chunk has whole still counts as one to find.
          </p>
        </>
      )}
      <Pages />
    </div>
  );
}

function Pages() {
  return (
    <details className="print:hidden">
      <summary className="text-accent w-fit rounded-sm font-semibold">Read the pages</summary>
      <div className="mt-3 flex flex-col gap-4">
        {PAGES.map(({ title, text }) => (
          <div key={title}>
            <p className="font-semibold">{title}</p>
            <p className="text-ink-soft text-small">{splitWords(text).join(" ")}</p>
          </div>
        ))}
      </div>
    </details>
  );
}

function sayOutcome(answers: readonly AskedChunks[], k: number): string {
  const { recall, reciprocalRank, ndcg } = meanScores(answers.map(({ scores }) => scores));
  const cut = answers.filter(({ isCut }) => isCut).length;
  const figures = `recall@${k} is ${recall.toFixed(3)}, MRR ${reciprocalRank.toFixed(3)} and nDCG@${k} ${ndcg.toFixed(3)}`;
  return `${cut} of ${answers.length} answers ${cut === 1 ? "is" : "are"} cut; ${figures}.`;
}

function sayPlace({ isCut, scores }: AskedChunks): string {
  if (isCut) return "cut";
  return scores.firstRank === null ? "not found" : `rank ${scores.firstRank}`;
}

function Chunks(props: {
  chunks: readonly Chunk[];
  answers: readonly AskedChunks[];
  numbers: Cut & { k: number };
}) {
  const { chunks, answers, numbers } = props;
  const lengths = chunks.map(({ words }) => words.length);
  const stored = sum(lengths);
  const written = sum([...PAGE_LENGTHS.values()]);
  const read = answers.map(({ hits }) =>
    sum(hits.slice(0, numbers.k).map(({ chunk }) => chunk.words.length)),
  );
  const expected = expectCuts(
    answers.map(({ answer: { page, start, end } }) => ({
      length: end - start,
      pageLength: PAGE_LENGTHS.get(page) ?? 0,
    })),
    numbers,
  );
  const rows: [string, string][] = [
    ["Chunks", String(chunks.length)],
    ["Shortest and longest, words", `${Math.min(...lengths)} and ${Math.max(...lengths)}`],
    [
      "Words stored, per word of the pages",
      `${stored.toLocaleString("en-US")} / ${written} = ${(stored / written).toFixed(2)}`,
    ],
    [`Words in the first ${sayChunks(numbers.k)}, mean`, mean(read).toFixed(0)],
    ["Answers cut", `${answers.filter(({ isCut }) => isCut).length} of ${answers.length}`],
    ["Cut, by the lesson’s formula", `${expected.toFixed(1)} of ${answers.length}`],
  ];
  return (
    <FigureTable
      caption="The chunks"
      isCaptionSeen
      rows={rows.map(([name, figure]) => ({ key: name, name, figures: [keepWhole(figure)] }))}
    />
  );
}

function sayChunks(k: number): string {
  return k === 1 ? "chunk" : `${k} chunks`;
}

function keepWhole(figure: string) {
  return <span className="whitespace-nowrap">{figure}</span>;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
