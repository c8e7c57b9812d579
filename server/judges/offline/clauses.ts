import type { Piece } from "../../text/pieces";

/** A clause as piece indexes, `to` exclusive; `opener` is the conjunction that starts it. */
export type Clause = { from: number; to: number; opener: string };

/** Conjunctions that start a clause of their own. */
const OPENERS = new Set(
  "but however though although whereas while because since so if when whenever where unless until once yet except".split(
    " ",
  ),
);
const SUBJECTS = new Set("we i you it they he she this that these those there".split(" "));

/** Cuts a sentence into clauses: what is negated in one is not negated in the next. */
export function cutClauses(pieces: Piece[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let index = 1; index <= pieces.length; index += 1) {
    if (index < pieces.length && !startsClause(pieces, index, from)) continue;
    clauses.push({ from, to: index, opener: openerOf(pieces[from]) });
    from = index;
  }
  return clauses.filter((clause) => clause.to > clause.from);
}

function openerOf(piece: Piece | undefined): string {
  return piece && OPENERS.has(piece.word) ? piece.word : "";
}

function startsClause(pieces: Piece[], index: number, from: number): boolean {
  const piece = pieces[index];
  if (!piece) return false;
  if (/[;()—–.!?|]/.test(piece.before) || /^-+$/.test(piece.before)) return true;
  if (piece.before.includes(":")) return true;
  if (OPENERS.has(piece.word)) return index > from;
  if (piece.word === "and" || piece.word === "then") return hasSubject(pieces, index + 1);
  if (piece.before.includes(",")) return hasSubject(pieces, index);
  return false;
}

/** Whether a subject and then its verb follow before the next mark or conjunction. */
function hasSubject(pieces: Piece[], start: number): boolean {
  let subject = false;
  for (let index = start; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece || (index > start && /[,;:.()]/.test(piece.before))) return false;
    if (["and", "or", "nor"].includes(piece.word) && index > start) return false;
    if (subject && (piece.pos === "VERB" || piece.pos === "AUX")) return true;
    if (SUBJECTS.has(piece.word) || piece.pos === "NOUN" || piece.pos === "PROPN") subject = true;
  }
  return false;
}
