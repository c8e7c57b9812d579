import { findMoments } from "#domain/attempts/replay/find-moments";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { replyIdOf } from "#domain/attempts/turn.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Aids } from "#server/attempts/get-aids";
import type { AttemptTimeline } from "#server/attempts/get-timeline";
import type { CriterionView, SectionView } from "./report-view";
import { verdictOf } from "./standing-view";

/** Something that happened, or the moment when what won a criterion was there. */
export type ReplayEvent = {
  /** Milliseconds since the start. */
  at: number;
  kind: "question" | "hint" | "curveball" | "won" | "end";
  /** Whose row of the timeline it is in; null for what is about the whole. */
  section: SectionId | null;
  title: string;
  /** What was answered, or what it is about. */
  detail: string | null;
  /** On its tick: the criterion's number in the report. */
  mark: string | null;
};

/** All that the player plays. */
export type Replay = AttemptTimeline & {
  /** ISO 8601. */
  startedAt: string;
  /** By their time. */
  events: ReplayEvent[];
  files: Scene["files"];
};

type Attempt = { startedAt: string; submittedBy: "candidate" | "deadline" };
type Work = {
  attempt: Attempt;
  aids: Aids;
  answers: Record<SectionId, string>;
  interview: readonly Exchange[];
  /** When each of these follow-ups was asked, ISO 8601, by its turn. */
  askTimes: ReadonlyMap<number, string>;
  files: Scene["files"];
};

/** The criteria of a grade, by section. */
type Criteria = { sections: readonly Pick<SectionView, "besideText" | "below">[] };

/**
 * Joins the timeline of an attempt with what happened on the way.
 * @param graded null where the reader may not see the marks, or there are none
 */
export function viewReplay(timeline: AttemptTimeline, work: Work, graded: Criteria | null): Replay {
  const { attempt, aids, files } = work;
  const { startedAt } = attempt;
  const won = graded === null ? [] : listWon(timeline, graded, work);
  const events = [
    ...listAids(aids, startedAt),
    ...listFollowUps(work),
    ...won,
    toEnd(timeline, attempt),
  ];
  return {
    ...timeline,
    startedAt,
    files,
    events: events
      .map((event) => ({ ...event, at: Math.min(Math.max(0, event.at), timeline.end) }))
      .sort((a, b) => a.at - b.at),
  };
}

function listAids({ questions, hints, curveball }: Aids, startedAt: string): ReplayEvent[] {
  const start = Date.parse(startedAt);
  const since = (iso: string) => Date.parse(iso) - start;
  return [
    ...questions.map(({ question, answer, askedAt }): ReplayEvent => ({
      at: since(askedAt),
      kind: "question",
      section: null,
      // A retry brings along what was asked before it.
      title: since(askedAt) < 0 ? `Asked earlier: ${question}` : `Asked: ${question}`,
      detail: answer ?? "Not answered: the question was unclear.",
      mark: null,
    })),
    ...hints.map(({ section, step, text, openedAt }): ReplayEvent => ({
      at: since(openedAt),
      kind: "hint",
      section,
      title: `Hint ${step} for ${SECTION_TITLES[section]}`,
      detail: text,
      mark: null,
    })),
    ...(curveball === null
      ? []
      : [
          {
            at: since(curveball.announcedAt),
            kind: "curveball" as const,
            section: null,
            title: "The requirements changed",
            detail: curveball.text,
            mark: null,
          },
        ]),
  ];
}

/** What the interviewer asked of its own accord, with the reply as it was handed in. */
function listFollowUps({ attempt, interview, askTimes }: Work): ReplayEvent[] {
  return interview.flatMap(({ turn, section, question, reply, isDeclined }) => {
    const askedAt = askTimes.get(turn);
    if (askedAt === undefined) return [];
    const at = Date.parse(askedAt) - Date.parse(attempt.startedAt);
    return {
      at,
      kind: "question" as const,
      section,
      // A retry brings along what was replied before it.
      title: `The interviewer asked${at < 0 ? " earlier" : ""}: ${question}`,
      detail: isDeclined ? "Declined." : reply.trim() || "No reply.",
      mark: null,
    };
  });
}

/**
 * When the quote, of an answer or a reply, and the boxes that decided a criterion were there, for those
 * met or partly met.
 */
function listWon(
  { frames }: AttemptTimeline,
  { sections }: Criteria,
  { answers, interview }: Pick<Work, "answers" | "interview">,
): ReplayEvent[] {
  const exchanges = new Map(interview.map((exchange) => [exchange.turn, exchange]));
  const won = sections
    .flatMap(({ besideText, below }) => [...besideText, ...below])
    .filter((criterion) => ["met", "partial"].includes(verdictOf(criterion)));
  const moments = findMoments(
    frames,
    won.map(({ id, quotes, replies, elementIds }) => ({
      id,
      elementIds,
      quotes: [
        ...quotes.map(({ section, start, end, quote }) => ({
          in: section,
          text: answers[section].slice(start, end) || quote,
        })),
        ...replies.map(({ turn, start, end, quote }) => ({
          in: replyIdOf(turn),
          text: exchanges.get(turn)?.reply.slice(start, end) || quote,
        })),
      ],
    })),
  );
  return won.flatMap((criterion) => {
    const at = moments.get(criterion.id);
    const [reply] = criterion.replies;
    const asked = reply && exchanges.get(reply.turn);
    return at === undefined ? [] : [toWon(criterion, at, asked?.question ?? null)];
  });
}

/** @param question of the follow-up whose reply it rests on; null for none */
function toWon(criterion: CriterionView, at: number, question: string | null): ReplayEvent {
  const { number, section, text, isEstimate, review } = criterion;
  const isMet = verdictOf(criterion) === "met";
  const word = isEstimate && !review?.given ? "Idea found" : "Met";
  const where = question === null ? "" : `${isMet ? "" : ","} in a reply`;
  return {
    at,
    kind: "won",
    section,
    title: `${isMet ? word : `${word}, partly`}${where}: ${text}`,
    detail: question === null ? null : `In the reply to: ${question}`,
    mark: String(number),
  };
}

function toEnd({ end }: AttemptTimeline, { submittedBy }: Attempt): ReplayEvent {
  const title = submittedBy === "deadline" ? "Handed in at the deadline" : "Handed in";
  return { at: end, kind: "end", section: null, title, detail: null, mark: null };
}
