import type { AskedChunks, ChunkHit } from "#domain/workbench/ask-chunks";
import type { Chunk, Stretch } from "#domain/workbench/cut-pages";

/** Words at either end of a chunk, and round the answer in it, that are shown. */
const SHOWN = 9;

/** Where the answer is, and the first k chunks, best first. */
export function ChunkResults({ asked, k }: { asked: AskedChunks; k: number }) {
  return (
    <div className="flex flex-col gap-3">
      <Place asked={asked} k={k} />
      <ol aria-label="Results">
        {asked.hits.slice(0, k).map(({ chunk, part, isWhole }, index) => (
          <li
            key={nameChunk(chunk)}
            className={`flex items-start gap-3 py-2.5 ${index > 0 ? "border-line border-t" : ""}`}
          >
            <span className="text-ink-soft w-5 shrink-0 text-right tabular-nums">{index + 1}</span>
            <div className="min-w-0 grow">
              <p className="font-semibold">{nameChunk(chunk)}</p>
              <p className="text-ink-soft text-small">
                <ChunkText chunk={chunk} part={part} />
              </p>
              <p className="text-small mt-0.5 tabular-nums">
                {isWhole ? "Relevant: the whole answer" : sayPart(part, asked.answer)}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Place({ asked, k }: { asked: AskedChunks; k: number }) {
  const { holders, answer, isCut, scores } = asked;
  const length = answer.end - answer.start;
  if (!isCut)
    return (
      <p>
        <span className="font-semibold">Whole:</span> the answer’s {length} words are in{" "}
        {nameAll(holders.filter(({ isWhole }) => isWhole))}.{" "}
        {scores.firstRank === null
          ? "No such chunk shares a term with the question."
          : scores.firstRank > k && `The best rank of such a chunk is ${scores.firstRank}.`}
      </p>
    );
  return (
    <div>
      <p>
        <span className="font-semibold">Cut:</span> no chunk has all {length} words of the answer.
      </p>
      <ul className="mt-1 list-disc pl-5">
        {holders.map(({ chunk, part }) => (
          <li key={chunk.number}>
            {nameChunk(chunk)}: “{part && sliceWords(chunk, part).join(" ")}”
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChunkText({ chunk, part }: { chunk: Chunk; part: Stretch | null }) {
  const { page, start, end } = chunk;
  if (part === null) return <Shortened words={chunk.words} />;
  return (
    <>
      <Shortened words={sliceWords(chunk, { page, start, end: part.start })} />{" "}
      <mark className="text-ink decoration-mark bg-transparent underline decoration-2 underline-offset-3">
        {sliceWords(chunk, part).join(" ")}
      </mark>{" "}
      <Shortened words={sliceWords(chunk, { page, start: part.end, end })} />
    </>
  );
}

/** The first and the last words, which show where the cuts are. */
function Shortened({ words }: { words: readonly string[] }) {
  if (words.length <= 2 * SHOWN + 2) return words.join(" ");
  return `${words.slice(0, SHOWN).join(" ")} … ${words.slice(-SHOWN).join(" ")}`;
}

function sliceWords(chunk: Chunk, stretch: Stretch): string[] {
  return chunk.words.slice(stretch.start - chunk.start, stretch.end - chunk.start);
}

function sayPart(part: Stretch | null, answer: Stretch): string {
  if (part === null) return "Not relevant";
  return `Not relevant: ${part.end - part.start} of the answer’s ${answer.end - answer.start} words`;
}

function nameAll(hits: readonly ChunkHit[]): string {
  return hits.map(({ chunk }) => nameChunk(chunk)).join(" and ");
}

function nameChunk({ page, number }: Chunk): string {
  return `${page}, chunk ${number}`;
}
