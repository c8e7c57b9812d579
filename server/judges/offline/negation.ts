import type { Piece } from "../../text/pieces";
import { cutClauses, type Clause } from "./clauses";

/** What a negating word speaks of. All are piece indexes, ends exclusive. */
export type NegationScope = {
  /** The negating word or words: a phrase that contains them is meant as it stands. */
  marker: { from: number; to: number };
  from: number;
  to: number;
};

const VERB_NEGATORS = new Set(
  "not n't never nothing cannot dont doesnt didnt wont cant isnt arent".split(" "),
);
const NOUN_NEGATORS = new Set("no without zero neither nor lacks lacking".split(" "));
const REPLACERS = byFirstWord([
  "unlike",
  "in lieu of",
  "instead of",
  "rather than",
  "as opposed to",
  "in place of",
  "lack of",
  "absence of",
]);
const SKIPPED = new Set(
  "skip skipped skips skipping omit omitted omits omitting forgo forgoing ignore ignores ignored ignoring disregard disregards disregarded disregarding".split(
    " ",
  ),
);
const DROPPED = byFirstWord([
  "leave out",
  "leaving out",
  "left out",
  "do without",
  "decide against",
  "decided against",
  "ruled out",
  "rule out",
]);
/** "A reranker is unnecessary": these speak of the subject before them. */
const DISMISSED = new Set(
  "unnecessary overkill pointless useless needless superfluous excessive skipped omitted disabled rejected dismissed dropped outdated".split(
    " ",
  ),
);
/** "Masking would only cost accuracy", "logging it is too much work": these, too. */
const DISMISSALS = byFirstWord([
  "would only cost",
  "would just cost",
  "only costs",
  "too much work",
  "too much effort",
  "too complicated",
  "too complex",
  "not worth",
  "thing of the past",
  "left open",
  "makes no sense",
  "make no sense",
  "enough to ignore",
  "plays no",
  "play no",
  "played no",
  "is no concern",
  "is of no",
  "are of no",
  "is nothing we",
  "is left open",
  "are left open",
  "we leave open",
  "i leave open",
  "stays open",
  "remains open",
  "nobody has worked",
  "nobody has asked",
  "nobody counts",
  "nobody looks",
  "does not matter",
  "do not matter",
  "does n't matter",
  "do n't matter",
  "makes no difference",
  "make no difference",
  "for granted",
  "on trust",
]);
/** "There is no need to mask", "no point in sorting": what follows is not done. */
const NO_REASON = new Set("need point reason use sense value benefit intention plan".split(" "));
/** "Reranking is not used": after these words the negation reaches back to the subject. */
const ADOPTION = new Set(
  "use used need needed require required necessary include included add added plan planned implement implemented do done consider considered build built introduce introduced part worth present support supported measure measured monitor monitored prevent prevented check checked examine examined estimate estimated define defined compute computed calculate calculated count counted watch watched limit limited restrict restricted validate validated review reviewed compare compared look evaluate evaluated apply applied test tested track tracked cache cached deploy deployed set".split(
    " ",
  ),
);
/** "Useless after 400 ms", "pointless without a rank": these bound a thing and don't dismiss it. */
const BOUNDS_NEXT = new Set(
  "after beyond above below under over past without once if when unless until before".split(" "),
);
/** "Runs below 0.9 are rejected", "… or the change is dropped": what a rule does, not what is left out. */
const CONSEQUENCES = new Set("rejected dropped disabled skipped dismissed omitted".split(" "));
const RULE_WORDS =
  /^(?:if|when|whenever|unless|otherwise|else|or|below|above|under|over|than|without|whose|beyond|after)$/;
/** "We don't let more than 32 decode together": a bound. */
const ALLOWING = /^(?:let|allow|accept|permit|tolerate|grant|give|want|take|admit|go|run)$/;
const BOUNDING =
  /^(?:more|longer|beyond|over|above|past|greater|exceed|exceeding|fewer|less|below|another)$/;
/** "No desk can plug one in by itself": who may not is said, so somebody may. */
const ALONE = new Set(
  "alone itself himself herself themselves oneself own single-handedly".split(" "),
);
/** "Not only", "no more than", "not every", "not before it has passed", "nothing else": no negation of what follows. */
const NO_NEGATION_NEXT = new Set(
  "only just merely necessarily before until else more less later longer fewer greater matter doubt exceed exceeds exceeding all every always enough sufficient".split(
    " ",
  ),
);
/** "Without losing recall", "never leaks": what is prevented here is harm. */
const HARM = new Set(
  "again twice lose losing hurt hurting sacrifice sacrificing break breaking leak leaks leaking expose exposes exposed reveal reveals crosses mixes hallucinate hallucinates invent invents guess guesses fabricate fabricates exceed exceeds exceeding wait waiting delay delays delaying stall stalls starve starves disturb disturbs worse worsen worsens fewer".split(
    " ",
  ),
);
/** "We do not log personal data": to keep these things from these places is protection. */
const EXPOSING = new Set(
  "log logs logged store stores stored send sends sent share shared keep keeps write writes see sees contain contains show shows shown return returns returned include includes reach reaches leave leaves pass passes enter enters serve serves answer answers use uses used quote quotes train trains".split(
    " ",
  ),
);
const PROTECTING = /^(?:redact|mask|scrub|filter|remov|anonym|pseudonym|detect|handl|check)/;
const SENSITIVE = new Set(
  "pii personal secret secrets sensitive confidential private other another others unauthorised unauthorized forbidden stale withdrawn outdated raw".split(
    " ",
  ),
);
/** "Never answers without a citation": with these two negations, both are meant. */
const EXCEPTIONS = new Set("without unless except until".split(" "));
const CONTRASTS = new Set("just only but rather instead".split(" "));
/** Where the thing that is denied ends ("no cache for images"). */
const NOUN_STOPS = new Set("for in on at from to by with after before when as than".split(" "));
const CONDITIONS = new Set("if when whenever where unless once until".split(" "));

/** Every negation of a sentence with the words that it negates, scoped to the clause. */
export function findNegations(pieces: Piece[]): NegationScope[] {
  return cutClauses(pieces).flatMap((clause) =>
    // A condition ("if no passage fits") describes the world, not what the design lacks.
    CONDITIONS.has(clause.opener) || isInability(pieces, clause) ? [] : negationsOf(pieces, clause),
  );
}

/** "Since a payment cannot be called back, …": a reason that lies in the world, too. */
function isInability(pieces: Piece[], { opener, from, to }: Clause): boolean {
  if (opener !== "since" && opener !== "because") return false;
  const words = pieces.slice(from, to).map(({ word }) => word);
  return words.includes("cannot") || /\bca n't\b|\bcan not\b/.test(words.join(" "));
}

function negationsOf(pieces: Piece[], clause: Clause): NegationScope[] {
  const scopes: NegationScope[] = [];
  for (let index = clause.from; index < clause.to; index += 1) {
    const scope = readNegation(pieces, clause, index);
    if (scope) scopes.push(scope);
  }
  return scopes;
}

function readNegation(pieces: Piece[], clause: Clause, index: number): NegationScope | null {
  const word = pieces[index]?.word ?? "";
  const next = pieces[index + 1]?.word ?? "";
  const one = { from: index, to: index + 1 };
  if (VERB_NEGATORS.has(word)) return verbScope(pieces, clause, index);
  if (word === "no" && next === "matter") {
    return { marker: { from: index, to: index + 2 }, from: index + 2, to: clause.to };
  }
  if (word === "no" && NO_REASON.has(next) && goesOn(pieces, index + 2)) {
    return { marker: { from: index, to: index + 2 }, from: index + 2, to: clause.to };
  }
  if (word === "no" && isThing(pieces, index)) return null;
  if (NOUN_NEGATORS.has(word)) {
    if (NO_NEGATION_NEXT.has(next) || isLonger(next) || HARM.has(next)) return null;
    if (isPrevention(pieces, clause, index) || isRule(pieces, clause, index)) return null;
    if (word === "no" && isExcepted(pieces, index)) return null;
    if (word === "without" && isCounterfactual(pieces, index)) return null;
    if (word === "without" && hasEarlierNegator(pieces, index)) return null;
    return { marker: one, from: index + 1, to: deniedEnd(pieces, clause, index) };
  }
  if (DISMISSED.has(word) && isPassive(pieces, index)) {
    if (BOUNDS_NEXT.has(next) || isConsequence(pieces, index)) return null;
    return { marker: one, from: clause.from, to: index };
  }
  if (SKIPPED.has(word)) return { marker: one, from: index + 1, to: clause.to };
  const replaced = standsAt(pieces, index, REPLACERS);
  if (replaced > 0) {
    const from = index + replaced;
    return { marker: { from: index, to: from }, from, to: nounEnd(pieces, clause, from) };
  }
  const dismissal = standsAt(pieces, index, DISMISSALS);
  if (dismissal > 0) {
    if (isOpenFor(pieces, index + dismissal)) return null;
    return { marker: { from: index, to: index + dismissal }, from: clause.from, to: index };
  }
  const dropped = standsAt(pieces, index, DROPPED);
  if (dropped === 0) return null;
  const marker = { from: index, to: index + dropped };
  return isPassive(pieces, index)
    ? { marker, from: clause.from, to: index }
    : { marker, from: marker.to, to: clause.to };
}

/** "That isn't a no", "container no. in the ERP", "yes/no" and "yes-or-no questions": the word is a thing here. */
function isThing(pieces: Piece[], index: number): boolean {
  const before = pieces[index - 1]?.word ?? "";
  const isOfTwo = before === "or" && pieces[index - 2]?.word === "yes";
  return pieces[index]?.pos === "NOUN" || isOfTwo || /^(?:a|yes)$/.test(before);
}

/** "No plan to mask": the deed follows. In "no plan, no job" the plan itself is what is missing. */
function goesOn(pieces: Piece[], index: number): boolean {
  const piece = pieces[index];
  return piece !== undefined && piece.before === "" && !/^(?:and|or|nor)$/.test(piece.word);
}

/** "No version goes out until it has passed", "no desk can do it alone": the rest says when or who. */
function isExcepted(pieces: Piece[], index: number): boolean {
  const rest = pieces.slice(index + 1);
  if (rest.some(({ word }) => ALONE.has(word))) return true;
  const at = rest.findIndex(({ word }) => EXCEPTIONS.has(word) || word === "before");
  const between = rest.slice(0, Math.max(0, at));
  if (between.some(({ word }) => ADOPTION.has(word))) return false;
  return between.some(({ pos }) => pos === "VERB");
}

/** "Without it we would pay three times as much", "we'd pay": so there is one. */
function isCounterfactual(pieces: Piece[], index: number): boolean {
  return pieces.slice(index + 1).some((piece, at, rest) => {
    if (piece.word === "would") return true;
    const next = rest[at + 1];
    // The contraction itself is no piece; of these words only "'d" takes two characters and a space.
    return /^(?:we|you|they|i)$/.test(piece.word) && next?.start === piece.end + 3;
  });
}

/** "A session stays open for two hours": how long, not what is left undecided. */
function isOpenFor(pieces: Piece[], end: number): boolean {
  return pieces[end - 1]?.word === "open" && /^(?:for|until)$/.test(pieces[end]?.word ?? "");
}

/** "Builds below the bar are rejected", "it reaches 90 % or is dropped". */
function isConsequence(pieces: Piece[], index: number): boolean {
  if (!CONSEQUENCES.has(pieces[index]?.word ?? "")) return false;
  return pieces.slice(0, index).some(({ word }) => RULE_WORDS.test(word));
}

/** "We don't let a job go beyond two dollars". */
function isBound(pieces: Piece[], clause: Clause, index: number): boolean {
  const rest = pieces.slice(index + 1, clause.to).map(({ word }) => word);
  const at = rest.findIndex((word) => ALLOWING.test(word));
  return at !== -1 && at <= 1 && rest.slice(at + 1).some((word) => BOUNDING.test(word));
}

/** Expressions of several words, each as its words, by the first of them. */
type Expressions = Map<string, string[][]>;

function byFirstWord(expressions: string[]): Expressions {
  const byWord: Expressions = new Map();
  for (const words of expressions.map((expression) => expression.split(" "))) {
    const [first = ""] = words;
    byWord.set(first, [...(byWord.get(first) ?? []), words]);
  }
  return byWord;
}

/** Length in pieces of the expression that stands at an index, 0 for none. */
function standsAt(pieces: Piece[], index: number, expressions: Expressions): number {
  const candidates = expressions.get(pieces[index]?.word ?? "") ?? [];
  const found = candidates.find((words) =>
    words.every((word, at) => pieces[index + at]?.word === word),
  );
  return found?.length ?? 0;
}

function verbScope(pieces: Piece[], clause: Clause, index: number): NegationScope | null {
  const next = pieces[index + 1]?.word ?? "";
  if (NO_NEGATION_NEXT.has(next) || isLonger(next) || isIdleOrFree(pieces, index)) return null;
  if (next === "even" && pieces[index + 2]?.pos === "NUM") return null;
  if (pieces[index - 1]?.word === "or" && pieces[index - 2]?.word === "whether") return null;
  if (isPrevention(pieces, clause, index) || isProhibition(pieces, clause, index)) return null;
  if (isBound(pieces, clause, index)) return null;
  const rest = pieces.slice(index + 1);
  if (rest.some((piece) => EXCEPTIONS.has(piece.word))) return null;
  const reachesBack = rest
    .slice(0, Math.min(4, clause.to - index - 1))
    .some((piece) => ADOPTION.has(piece.word));
  const isSubjectOpen = reachesBack && isPassive(pieces, index + 1);
  return {
    marker: { from: index, to: index + 1 },
    from: isSubjectOpen ? clause.from : index + 1,
    to: contrastEnd(pieces, clause, index + 1),
  };
}

/** "They have nothing to do after eight", "moved for nothing": idle, and free of charge. */
function isIdleOrFree(pieces: Piece[], index: number): boolean {
  if (pieces[index]?.word !== "nothing") return false;
  const after = pieces.slice(index + 1, index + 3).map(({ word }) => word);
  return after.join(" ") === "to do" || pieces[index - 1]?.word === "for";
}

/** "We never use ids, just style and price": what follows the contrast is what is done. */
function contrastEnd(pieces: Piece[], clause: Clause, start: number): number {
  for (let index = start + 1; index < clause.to; index += 1) {
    const piece = pieces[index];
    if (piece?.before.includes(",") && CONTRASTS.has(piece.word)) return index;
  }
  return clause.to;
}

function isLonger(word: string): boolean {
  return /^(?:larger|bigger|higher|smaller|lower|faster|slower|older)$/.test(word);
}

/** A form of "be" right before, adverbs aside. */
function isPassive(pieces: Piece[], index: number): boolean {
  return pieces
    .slice(Math.max(0, index - 3), index)
    .some(({ word }) =>
      /^(?:is|are|was|were|be|been|being|get|gets|isnt|arent|s|seems?)$/.test(word),
    );
}

function isPrevention(pieces: Piece[], clause: Clause, index: number): boolean {
  const rest = pieces.slice(index + 1, clause.to).map(({ word }) => word);
  if (rest.some((word) => HARM.has(word)) || /\b(?:hold|holds|held) up\b/.test(rest.join(" "))) {
    return true;
  }
  if (!rest.some((word) => SENSITIVE.has(word))) return false;
  if (rest.some((word) => PROTECTING.test(word))) return false;
  return rest.some((word) => EXPOSING.has(word)) || SENSITIVE.has(rest[0] ?? "");
}

/** "A reply must never …", "may not …": a rule of the design, unless "we" say it of ourselves. */
function isProhibition(pieces: Piece[], clause: Clause, index: number): boolean {
  const before = pieces.slice(clause.from, index).map(({ word }) => word);
  const isModal = before.some((word) => ["must", "may", "should", "shall"].includes(word));
  return isModal && !before.some((word) => word === "we" || word === "i");
}

function hasEarlierNegator(pieces: Piece[], index: number): boolean {
  return pieces
    .slice(0, index)
    .some(({ word }) => VERB_NEGATORS.has(word) || /^(?:no|nothing|nobody|none)$/.test(word));
}

/** "No task may spend more than …": a rule of the design. */
function isRule(pieces: Piece[], clause: Clause, index: number): boolean {
  const isNoun = pieces[index]?.word === "no" || pieces[index]?.word === "neither";
  const rest = pieces.slice(index + 1, clause.to);
  return isNoun && rest.some(({ word }) => ["may", "must", "should", "shall"].includes(word));
}

/** "No number can stop them" denies what is done as well as who does it. */
function deniedEnd(pieces: Piece[], clause: Clause, index: number): number {
  const end = nounEnd(pieces, clause, index + 1);
  const modal = pieces[end]?.word ?? "";
  return /^(?:can|could|will|would)$/.test(modal) ? clause.to : end;
}

/** "No cache, queue or index" denies all of them; in "no call, short error, one retry" only the first. */
function isEnumerated(pieces: Piece[], clause: Clause, index: number): boolean {
  return pieces.slice(index, clause.to).some(({ word }) => /^(?:or|nor|and)$/.test(word));
}

/** Where the thing named after "no" or "without" ends: at a verb, or a preposition that goes on. */
function nounEnd(pieces: Piece[], clause: Clause, start: number): number {
  for (let index = start; index < clause.to; index += 1) {
    const piece = pieces[index];
    if (!piece) return index;
    if (index > start && (NOUN_STOPS.has(piece.word) || ["VERB", "AUX"].includes(piece.pos)))
      return index;
    if (index > start && piece.before.includes(",") && !isEnumerated(pieces, clause, index))
      return index;
  }
  return clause.to;
}
