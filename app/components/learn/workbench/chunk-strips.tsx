import type { AskedChunks } from "#domain/workbench/ask-chunks";
import type { Chunk } from "#domain/workbench/cut-pages";
import { Legend } from "./legend";

const LANE = 11;
const ANSWER = 5;
const HEIGHT = 2 * LANE + ANSWER + 2;
/** Between a chunk and the next, in words. */
const GAP = 0.8;

/**
 * Every page from its first word to its last, to one scale. Its chunks alternate between two lanes, so
 * overlaps show; under them is the answer.
 */
export function ChunkStrips(props: { chunks: readonly Chunk[]; asked: AskedChunks; k: number }) {
  const { chunks, asked, k } = props;
  const longest = Math.max(...chunks.map(({ end }) => end));
  const firstOnes = new Set(asked.hits.slice(0, k).map(({ chunk }) => chunk));
  const titles = [...new Set(chunks.map(({ page }) => page))];
  const { answer } = asked;
  return (
    <figure className="flex break-inside-avoid flex-col gap-3">
      {titles.map((title) => {
        const own = chunks.filter(({ page }) => page === title);
        return (
          <div key={title}>
            <p className="text-ink-soft text-small">
              {title}: {own.at(-1)?.end} words, {own.length} {own.length === 1 ? "chunk" : "chunks"}
            </p>
            <svg
              aria-hidden
              className="mt-0.5 block w-full"
              height={HEIGHT}
              preserveAspectRatio="none"
              viewBox={`0 0 ${longest} ${HEIGHT}`}
            >
              {own.map((chunk, index) => (
                <rect
                  key={chunk.number}
                  x={chunk.start}
                  y={(index % 2) * LANE}
                  width={chunk.end - chunk.start - GAP}
                  height={LANE - 1}
                  className={firstOnes.has(chunk) ? "fill-accent" : "fill-line-strong"}
                />
              ))}
              {answer.page === title && (
                <rect
                  x={answer.start}
                  y={HEIGHT - ANSWER}
                  width={answer.end - answer.start}
                  height={ANSWER}
                  className="fill-mark"
                />
              )}
            </svg>
          </div>
        );
      })}
      <Legend
        parts={[
          { name: k === 1 ? "First chunk" : `First ${k} chunks`, look: "fill-accent" },
          { name: "Other chunks", look: "fill-line-strong" },
          { name: "The answer", look: "fill-mark" },
        ]}
      />
    </figure>
  );
}
