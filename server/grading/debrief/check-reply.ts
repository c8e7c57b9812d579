import { toStorableText } from "#domain/text/storable.schema";
import { cleanText } from "../../text/clean";
import { splitSentences } from "../../text/sentences";
import { isGraderDirected } from "../defences/directed-language";
import { checkPlace } from "../verify-answer";
import { checkFigures } from "./check-figures";
import { refuseNumbers } from "./check-numbers";
import type { DebriefPoint, MadeDebrief } from "#domain/grading/debrief.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { ClaimedEvidence } from "../judge";
import type { Verification } from "../verification";
import type { CheckedFigures, Figure } from "./check-figures";
import type { ShownBy } from "./check-numbers";
import type { Knowledge } from "./knowledge";
import type { ClaimedPoint, DebriefReply } from "./reply.schema";

/** As the stored shape has it. */
const MAX = {
  points: 6,
  places: 4,
  figures: 8,
  strengths: 3,
  asides: 6,
  says: 300,
  headline: 160,
  prose: 600,
  why: 400,
  heart: 500,
  question: 300,
  reason: 300,
};

export type Checks = {
  knowledge: Knowledge;
  verification: Verification;
  criterionIds: ReadonlySet<string>;
  failureIds: ReadonlySet<string>;
};

export type Dropped = MadeDebrief["dropped"][number];
type Aside = NonNullable<MadeDebrief["asides"]>[number];
/** A point that nobody has doubted yet. */
export type CheckedPoint = Omit<DebriefPoint, "sceptic">;
export type CheckedReply = Pick<MadeDebrief, "heart" | "sinks" | "strengths" | "nextQuestion"> & {
  points: CheckedPoint[];
  asides: Aside[];
  dropped: Dropped[];
};

/**
 * Holds a reply to the rules of evidence: its places are in the answer, its numbers come out, and it
 * says nothing that the candidate was never told. What fails is dropped piece by piece, with the reason.
 * @returns null when nothing is left to say
 */
export function checkReply(reply: DebriefReply, checks: Checks): CheckedReply | null {
  const claimed = reply.points.slice(0, MAX.points);
  const computed = claimed.map(({ figures }) =>
    checkFigures(figures, checks.knowledge, checks.verification),
  );
  const shared = merge(computed);
  const points: CheckedPoint[] = [];
  const dropped: Dropped[] = [];
  claimed.forEach((point, at) => {
    const own = computed[at] ?? shared;
    const checked = checkPoint(point, `p${at + 1}`, { own, shared }, checks);
    if (typeof checked === "string") dropped.push(toDropped(point.headline, checked));
    else points.push(checked);
  });
  const keep = (text: string, most: number): string => keepSentences(text, most, shared, checks);
  const strengths = reply.strengths.slice(0, MAX.strengths).flatMap(({ place, why }) => {
    const found = checkPlace(place, checks.verification);
    const kept = keep(why, MAX.why);
    return typeof found === "string" || kept === "" ? [] : [{ place: found, why: kept }];
  });
  const asides = reply.also.slice(0, MAX.asides).flatMap(({ place, says }) => {
    const found = checkPlace(place, checks.verification);
    const kept = keep(says, MAX.says);
    // What is left of one that lost a sentence may advise what nobody understands.
    const isWhole = kept !== "" && kept === tidy(says);
    return typeof found === "string" || !isWhole ? [] : [{ place: found, says: kept }];
  });
  const heart = keep(reply.heart, MAX.heart) || (strengths[0]?.why ?? "");
  if (heart === "") return null;
  return {
    heart,
    // Without a point that holds, nothing shows it.
    sinks: points.length === 0 ? "" : keep(reply.sinks, MAX.heart),
    strengths,
    points,
    asides,
    nextQuestion: keep(reply.next_question, MAX.question),
    dropped,
  };
}

export function toDropped(headline: string, reason: string): Dropped {
  return {
    headline: cutWords(tidy(headline), MAX.headline),
    reason: cutWords(toStorableText(reason), MAX.reason),
  };
}

/** A result of one point may be shown in another. */
function merge(all: readonly CheckedFigures[]): CheckedFigures {
  return {
    figures: all.flatMap(({ figures }) => figures),
    constants: all.flatMap(({ constants }) => constants),
    faults: all.flatMap(({ faults }) => faults),
  };
}

type Computed = { own: CheckedFigures; shared: CheckedFigures };

/** The point, or why it is none. */
function checkPoint(
  claimed: ClaimedPoint,
  id: string,
  { own, shared }: Computed,
  checks: Checks,
): CheckedPoint | string {
  const places = findPlaces(claimed.places, claimed.kind, checks);
  if (typeof places === "string") return places;
  const headline = cutWords(tidy(claimed.headline), MAX.headline);
  const consequence = cutSentences(tidy(claimed.consequence), MAX.prose);
  const sayInstead = cutSentences(tidy(claimed.say_instead), MAX.prose);
  if ([headline, consequence, sayInstead].includes("")) return "A part of it is empty or too long.";
  const shownBy: ShownBy = { ...shared, own: own.figures };
  const claims = new Set<Figure>();
  const proposals = new Set<Figure>();
  const refused =
    [headline, consequence, sayInstead].map((text) => refuseWords(text, checks)).find(Boolean) ??
    refuseNumbers(`${headline}.\n\n${consequence}`, shownBy, checks.knowledge, claims) ??
    refuseNumbers(sayInstead, shownBy, checks.knowledge, proposals);
  if (refused) return refused;
  // What a candidate might say is theirs to choose; what is held against them isn't ours to assume.
  const isAssumed = [...claims].some(({ inputs }) => inputs.some(({ from }) => from === "assumed"));
  const { kind, section, criteria, failure } = claimed;
  return {
    id,
    kind,
    danger: claimed.danger === "sinks" && isAssumed ? "weakens" : claimed.danger,
    section,
    headline,
    places,
    consequence,
    sayInstead,
    figures: [...new Set([...claims, ...proposals])].slice(0, MAX.figures),
    criterionIds: [...new Set(criteria)].filter((one) => checks.criterionIds.has(one)).slice(0, 6),
    failureId: checks.failureIds.has(failure) ? failure : null,
  };
}

function findPlaces(
  claimed: readonly ClaimedEvidence[],
  kind: DebriefPoint["kind"],
  { verification }: Checks,
): Evidence[] | string {
  const checked = claimed.slice(0, MAX.places).map((claim) => checkPlace(claim, verification));
  const found = checked.filter((one) => typeof one !== "string");
  const places = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  const least = kind === "contradiction" ? 2 : 1;
  if (places.length >= least) return places;
  const fault = checked.find((one) => typeof one === "string");
  return fault ?? (least === 2 ? "A contradiction needs two places." : "It names no place.");
}

/** Words that no candidate may be shown: a private text's, or an order that the judge passes on. */
function refuseWords(text: string, { knowledge }: Checks): string | null {
  for (const { text: sentence } of splitSentences(text)) {
    if (isGraderDirected(sentence)) return "It speaks to a grader.";
    if (knowledge.repeats(sentence)) return "It repeats the worked solution or the rubric.";
  }
  return null;
}

/** The sentences of a text that pass the same checks. */
function keepSentences(text: string, most: number, shared: ShownBy, checks: Checks): string {
  const kept = splitSentences(tidy(text))
    .map((sentence) => sentence.text)
    .filter(
      (sentence) =>
        refuseWords(sentence, checks) === null &&
        refuseNumbers(sentence, shared, checks.knowledge) === null,
    );
  return cutSentences(kept.join(" "), most);
}

/** As a person reads it, on one line. */
function tidy(text: string): string {
  return toStorableText(cleanText(text).text).replace(/\s+/g, " ").trim();
}

/** Whole sentences, as many as fit; "" where not even the first does. */
function cutSentences(text: string, most: number): string {
  if (text.length <= most) return text;
  const ends = splitSentences(text).map(({ end }) => end);
  return text.slice(0, ends.filter((end) => end <= most).at(-1) ?? 0);
}

function cutWords(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, Math.max(1, text.lastIndexOf(" ", most)));
}
