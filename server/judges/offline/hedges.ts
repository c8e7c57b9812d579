import type { Piece } from "../../text/pieces";
import type { SectionId } from "#domain/problems/scale";
import { findPhrases, indexPhrases } from "../../text/phrase-index";
import { compilePhrase, type PhraseTarget } from "../../text/phrases";
import { cutClauses } from "./clauses";

/** A hedge and the pieces that it makes uncertain (ends exclusive). */
export type HedgeScope = {
  marker: { from: number; to: number };
  from: number;
  to: number;
  /** A doubt ("perhaps") leaves half of it standing; what is put off ("later on") is not there. */
  kind: "doubt" | "deferral";
};

/** These make their clause a maybe. */
const DOUBTS = indexPhrases(
  [
    "maybe",
    "perhaps",
    "possibly",
    "we might",
    "i might",
    "might add",
    "might use",
    "might be worth",
    "could also",
    "could maybe",
    "could add",
    "could use",
    "could try",
    "could consider",
    "could introduce",
    "could be added",
    "not sure",
    "unsure",
    "might consider",
    "would consider",
    "tbd",
    "to be decided",
    "to be determined",
  ].map(compilePhrase),
);

/** These put the whole sentence off: it is no part of the design. */
const DEFERRALS = indexPhrases(
  [
    "if time permits",
    "if time allows",
    "time permitting",
    "if there is time",
    "nice to have",
    "nice-to-have",
    "some day",
    "at some point",
    "eventually",
    "in the future",
    "future work",
    "future version",
    "future improvement",
    "later on",
    "maybe later",
    "in a later",
    "leave for later",
    "left for later",
    "down the line",
    "down the road",
    "out of scope",
    "postpone",
    "can wait",
    "would be nice",
    "parked",
    "not yet",
  ].map(compilePhrase),
);

/**
 * Every hedge of a sentence. In Scenario, putting things off is the point of scoping, so only
 * doubt counts there.
 */
export function findHedges(target: PhraseTarget, section: SectionId): HedgeScope[] {
  const { pieces } = target;
  const clauses = cutClauses(pieces);
  const doubts: HedgeScope[] = [...findPhrases(target, DOUBTS).values()]
    .flat()
    .filter((marker) => !isEstimate(pieces, marker.to) && !isMayBe(pieces, marker))
    .map((marker) => {
      const clause = clauses.find(({ from, to }) => marker.from >= from && marker.from < to);
      return { marker, from: clause?.from ?? 0, to: clause?.to ?? pieces.length, kind: "doubt" };
    });
  if (section === "scenario") return doubts;
  const deferrals: HedgeScope[] = [...findPhrases(target, DEFERRALS).values()]
    .flat()
    .filter((marker) => !isConsistency(pieces, marker.to))
    .map((marker) => ({ marker, from: 0, to: pieces.length, kind: "deferral" }));
  return [...doubts, ...deferrals];
}

/** "Eventually consistent" is a guarantee, not a hope. */
function isConsistency(pieces: Piece[], index: number): boolean {
  return /^consisten/.test(pieces[index]?.word ?? "");
}

/** "A price may be a day old" allows for something; only in one word is it a doubt. */
function isMayBe(pieces: Piece[], { from, to }: { from: number; to: number }): boolean {
  return to - from === 2 && pieces[from]?.word === "may" && pieces[from + 1]?.word === "be";
}

/** "Maybe 200k vectors" estimates a size; it does not doubt the design. */
function isEstimate(pieces: Piece[], index: number): boolean {
  const next = pieces[index];
  return next !== undefined && (next.pos === "NUM" || /^\d/.test(next.word));
}
