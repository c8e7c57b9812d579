import { findSentence, intersect } from "./cut-pages";
import type { Chunk, Stretch } from "./cut-pages";
import type { AnsweredQuestion, Page } from "./help-pages";
import { rankTexts } from "./rank-passages";
import { scoreRanking } from "./retrieval-metrics";
import type { RetrievalScores } from "./retrieval-metrics";

/** A chunk, and which of the answer's words it has: all, some or none. */
export type ChunkHit = { chunk: Chunk; part: Stretch | null; isWhole: boolean };

export type AskedChunks = {
  /** The sentence that answers. */
  answer: Stretch;
  /** The chunks that share a term with the question, the best first. */
  hits: ChunkHit[];
  /** The chunks with words of the answer, in the order of the page. */
  holders: ChunkHit[];
  /** No chunk has the whole answer. */
  isCut: boolean;
  scores: RetrievalScores;
};

/**
 * A question put to chunks of pages, ranked by BM25. A chunk is relevant if it has the whole
 * answering sentence; further chunks with the same sentence add nothing. A sentence that no chunk has
 * whole still counts as one to find, so that cutting it lowers each metric.
 */
export function askChunks(
  question: AnsweredQuestion,
  pages: readonly Page[],
  chunks: readonly Chunk[],
  k: number,
): AskedChunks {
  const answer = findSentence(pages, question.answer);
  const view = (chunk: Chunk): ChunkHit => {
    const part = intersect(chunk, answer);
    return { chunk, part, isWhole: part?.start === answer.start && part.end === answer.end };
  };
  const texts = chunks.map(({ words }) => words.join(" "));
  const hits = rankTexts(question.text, texts, "bm25").flatMap(({ index }) => {
    const chunk = chunks[index];
    return chunk ? [view(chunk)] : [];
  });
  const holders = chunks.map(view).filter(({ part }) => part !== null);
  const first = hits.findIndex(({ isWhole }) => isWhole);
  const found = hits.map((_, index) => (index === first ? "answer" : ""));
  return {
    answer,
    hits,
    holders,
    isCut: holders.every(({ isWhole }) => !isWhole),
    scores: scoreRanking(found, { answer: 1 }, k),
  };
}
