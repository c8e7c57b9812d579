import type { Piece } from "../../text/pieces";

/** A clause as piece indexes, `to` exclusive; `opener` is the conjunction that starts it. */
export type Clause = { from: number; to: number; opener: string };

/** Conjunctions that start a clause of their own. */
const OPENERS = new Set(
  "but however though although whereas while because since so if when whenever where unless until once yet except".split(
    " ",
  ),
);
/** These are subjects wherever they stand. */
const NOMINATIVES = new Set("we i he she they".split(" "));
const SUBORDINATE = new Set(
  "if when whenever where unless once until because since while although though whereas".split(" "),
);
/** In notes these part what is from what follows: "no hit -> ask", "done = nobody asks again". */
const ARROW = /->|→|⇒|=>|(?<![<>!])=/;
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
  if (piece.before.includes(":") || ARROW.test(piece.before)) return true;
  if (OPENERS.has(piece.word)) return index > from;
  if (piece.word === "and" || piece.word === "then") return hasSubject(pieces, index + 1);
  if (piece.before.includes(",")) return hasSubject(pieces, index);
  return opensMainClause(pieces, index, from);
}

/** "When a worker dies we have no plan": the condition has its verb already, so "we" begins anew. */
function opensMainClause(pieces: Piece[], index: number, from: number): boolean {
  if (!SUBORDINATE.has(pieces[from]?.word ?? "")) return false;
  if (!NOMINATIVES.has(pieces[index]?.word ?? "")) return false;
  const before = pieces.slice(from + 1, index);
  if (/^(?:that|which|what|and|or|as|than|how)$/.test(before.at(-1)?.word ?? "")) return false;
  return before.some(({ pos }) => pos === "VERB" || pos === "AUX");
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
