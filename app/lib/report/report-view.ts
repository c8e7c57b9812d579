import type { Exchange } from "#domain/attempts/turn.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Report } from "#server/grades/get-report";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { toRange } from "#domain/grading/result";
import { toShownSections } from "#domain/grading/shown-points";
import type { Verdict } from "#domain/grading/verdicts";
import type { SectionId } from "#domain/problems/scale";
import type { TopicLink } from "#server/study/list-topic-links";
import { countIdeas, countLeftOut, plainly, quoteMisconceptions } from "./estimate-view";
import type { IdeasFound, LeftOut, QuoteOf } from "./estimate-view";
import { pickDecisive, wholly, withPhrase } from "./decisive";
import type { WithPhrase } from "./decisive";
import type { DrawnPart } from "#domain/diagram/name-parts";
import type { DebriefGiven } from "#domain/grading/shown-debrief";
import { listSaying, viewDebrief } from "./debrief-view";
import type { DebriefView } from "./debrief-view";
import { segmentText } from "./segments";
import type { CriterionReview } from "./review-view";
import { viewSection } from "./section-view";
import { sayVerdicts } from "./verdict-words";
import type { Aside, Segment } from "./segments";

/** What of a report its marks are put on, with the drawing by the names of its parts. */
export type MarkedWork = Pick<Report, "answers" | "rubric"> &
  Partial<Pick<Report, "interview">> & {
    drawing: DrawnPart[];
    attempt?: Pick<Report["attempt"], "kind">;
    debrief?: DebriefGiven;
  };

type RubricCriterion = Report["rubric"]["criteria"][number];
export type Quote = WithPhrase<Extract<Evidence, { source: "text" }>>;

/** The candidate's words in a reply to a follow-up. */
type ReplyQuote = Extract<Evidence, { source: "interview" }>;

/** Whether a criterion shows all it rests on, as to a reviewer, or the one quote that decides it. */
export type Shown = "all" | "decisive";

/** A criterion with its verdict, as a note of the report. */
export type CriterionView = Omit<
  CriterionGrade,
  "evidence" | "confidence" | "decidedBy" | "lowered"
> & {
  /** A person: only of a sample, which no judge has read. */
  decidedBy: CriterionGrade["decidedBy"] | "person";
  /** 0–1; null for an estimate. */
  confidence: number | null;
  /** From 1, in the rubric's order: what stands beside the sentence and on the note. */
  number: number;
  text: string;
  level: RubricCriterion["level"];
  /** About the changed requirements. */
  isCurveball: boolean;
  /** What to learn for it; empty where it is met. */
  topics: TopicLink[];
  quotes: Quote[];
  /** Words of replies that it rests on. */
  replies: ReplyQuote[];
  /** Parts of the drawing it rests on. */
  parts: DrawnPart[];
  /** Scene elements that light up. */
  elementIds: string[];
  /** Found by an estimate, which knows no "met" and no confidence. */
  isEstimate: boolean;
  /** Numbers of the debrief's points that say what its note would. */
  saidIn: number[];
  /** What people said of it, where they did. */
  review?: CriterionReview;
  /** The candidate's own mark, where they have finished marking themselves. */
  own?: Verdict;
};

/** A follow-up of the interviewer as the report shows it: where it stood, and what its reply won. */
export type ExchangeView = Pick<Exchange, "turn" | "question" | "isDeclined"> & {
  reply: string;
  /** A retry has it from the attempt that it grew out of. */
  isCarried: boolean;
  segments: Segment[];
  /** Ids of the criteria that rest on the reply, as they are numbered. */
  criterionIds: string[];
};

export type SectionView = {
  section: SectionId;
  title: string;
  text: string;
  wordCount: number;
  segments: Segment[];
  /** Stretches that count as no evidence. */
  asides: Aside[];
  /** Whole points of 100 over all sections; null for an estimate. */
  score: Grade["sections"][number] | null;
  /** Of an estimate; null for a grade. */
  ideas: IdeasFound | null;
  /** Follow-ups about the section. */
  exchanges: ExchangeView[];
  /** With a quote from this section: they stand in the margin, beside it. */
  besideText: CriterionView[];
  /** The others: found in the drawing or in another section, or not found. */
  below: CriterionView[];
};

type ToLinks = (topics: readonly string[]) => TopicLink[];

/** Points of a judge that reads, against the bars; or what an estimate came to, which claims none. */
export type Outcome =
  | ({ kind: "grade" } & Pick<
      Grade,
      "total" | "uncappedTotal" | "caps" | "bars" | "confidence" | "needsPerson"
    >)
  | ({ kind: "estimate"; low: number; high: number; leftOut: LeftOut | null } & IdeasFound)
  | { kind: "unreadable" };

/** A grade without its calls: raw replies are kept for an audit, not sent to a browser. */
export type GradeView = Pick<
  Grade,
  | ("judge" | "mode" | "level" | "lens" | "rubricHash" | "promptHash")
  | ("flags" | "setAside" | "usage" | "costUsd" | "durationMs")
> & {
  outcome: Outcome;
  callCount: number;
  /** The model that was asked again about doubtful criteria, where it was another. */
  secondModel: string | null;
  /** `quote`: the passage that may show it; null where the judge read the whole. */
  misconceptions: { id: string; text: string; advice: string; quote: string | null }[];
};

export type GradedView = {
  grade: GradeView;
  debrief: DebriefView;
  sections: SectionView[];
  drawing: DrawnPart[];
};

/**
 * Joins a grade with the rubric and the candidate's work into what the page shows: text cut into
 * marked segments, each criterion with its quotes and the drawn parts by name. Criteria are numbered
 * in the order in which a reader meets them. Pure.
 * @param toLinks finds the pages of topics
 * @param quoteOf finds what may show a misconception, for an estimate
 * @param quotes which of them
 */
export function viewGrade(
  report: MarkedWork,
  stored: Grade,
  toLinks: ToLinks,
  quoteOf: QuoteOf,
  quotes: Shown = "all",
): GradedView {
  const { drawing } = report;
  const { isEstimate } = stored.judge;
  const debrief = viewDebrief(report.debrief ?? null, drawing);
  const shown = isEstimate
    ? stored.criteria.map((one) => plainly(one, report.answers[one.section]))
    : stored.criteria;
  const scores = toShownSections(stored.sections, stored.uncappedTotal);
  const grade = { ...stored, sections: scores, criteria: shown };
  const criteria = orderAsRead(shown).map((criterion, index) => ({
    ...viewCriterion(
      criterion,
      index + 1,
      report.rubric.criteria.find(({ id }) => id === criterion.id),
      drawing,
      toLinks,
      quotes,
    ),
    ...(isEstimate && { confidence: null }),
    isEstimate,
    saidIn: listSaying(debrief, criterion.id),
  }));
  return {
    grade: viewHead(report, grade, quoteOf, debrief),
    debrief,
    sections: SECTION_IDS.map((section) =>
      viewSection(section, { ...report, grade, criteria, debrief }),
    ),
    drawing,
  };
}

function nameSecond({ judge, calls }: Grade): string | null {
  const second = calls.find((call) => call.requestedModel !== judge.requestedModel);
  return second ? (second.returnedModel ?? second.requestedModel) : null;
}

/** Names every field that is shown: an estimate's points stay on the server. */
function viewHead(
  report: MarkedWork,
  grade: Grade,
  quoteOf: QuoteOf,
  debrief: DebriefView,
): GradeView {
  const { judge, mode, level, lens, rubricHash, promptHash } = grade;
  const { flags, setAside, usage, costUsd, durationMs, calls, misconceptions } = grade;
  return {
    judge,
    mode,
    level,
    lens,
    rubricHash,
    promptHash,
    flags,
    setAside,
    usage,
    costUsd,
    durationMs,
    callCount: calls.length,
    secondModel: nameSecond(grade),
    outcome: toOutcome(grade),
    misconceptions: judge.isEstimate
      ? quoteMisconceptions(report, grade, quoteOf)
      : report.rubric.misconceptions
          .filter(({ id }) => misconceptions.includes(id))
          .filter(({ whenNoneMet = [] }) => !isSaid(whenNoneMet, debrief))
          .map(({ id, text, advice }) => ({ id, text, advice, quote: null })),
  };
}

/** Whether points of the debrief say all that a misconception is about. */
function isSaid(criterionIds: readonly string[], debrief: DebriefView): boolean {
  return criterionIds.length > 0 && criterionIds.every((id) => listSaying(debrief, id).length > 0);
}

function toOutcome(grade: Grade): Outcome {
  const { judge, total, uncappedTotal, caps, bars, confidence, needsPerson, flags } = grade;
  if (!judge.isEstimate) {
    return { kind: "grade", total, uncappedTotal, caps, bars, confidence, needsPerson };
  }
  if (flags.some(({ kind }) => kind === "made_of_terms")) return { kind: "unreadable" };
  const { criteria } = grade;
  return { ...toRange(total), ...countIdeas(criteria), leftOut: countLeftOut(criteria) };
}

/** The report of an answer that couldn't be read: the work alone, as no mark on it means anything. */
export function withoutMarks(graded: GradedView): GradedView {
  return {
    ...graded,
    grade: { ...graded.grade, misconceptions: [] },
    sections: graded.sections.map((section) => ({
      ...section,
      segments: segmentText(section.text, [], section.asides),
      exchanges: section.exchanges.map((exchange) => ({
        ...exchange,
        segments: segmentText(exchange.reply, []),
        criterionIds: [],
      })),
      ideas: null,
      besideText: [],
      below: [],
    })),
  };
}

/** Section by section: first those beside a sentence, in the order of sentences, then the rest. */
function orderAsRead(criteria: CriterionGrade[]): CriterionGrade[] {
  const placeOf = (criterion: CriterionGrade): number =>
    Math.min(
      ...criterion.evidence.map((item) =>
        item.source === "text" && item.section === criterion.section ? item.start : Infinity,
      ),
    );
  return SECTION_IDS.flatMap((section) =>
    criteria
      .filter((criterion) => criterion.section === section)
      .map((criterion) => ({ criterion, place: placeOf(criterion) }))
      .sort((a, b) => (a.place === b.place ? 0 : a.place - b.place))
      .map(({ criterion }) => criterion),
  );
}

function viewCriterion(
  { evidence, lowered: _lowered, ...grade }: CriterionGrade,
  number: number,
  criterion: RubricCriterion | undefined,
  drawing: DrawnPart[],
  toLinks: ToLinks,
  shown: Shown,
): Omit<CriterionView, "isEstimate" | "saidIn"> {
  const drawn = evidence.filter((item) => item.source === "diagram");
  const known = new Map(drawing.map((part) => [part.id, part]));
  return {
    ...grade,
    reasoning: sayVerdicts(grade.reasoning),
    number,
    text: criterion?.text ?? grade.id,
    level: criterion?.level ?? "mid",
    isCurveball: criterion?.isCurveball ?? false,
    topics: grade.verdict === "met" ? [] : toLinks(criterion?.topics ?? []),
    quotes: pickQuotes(evidence, grade.section, criterion?.text ?? "", shown),
    replies: pickReplies(evidence, shown),
    parts: drawn
      .flatMap(({ ids }) => ids)
      .flatMap((id) => known.get(id) ?? [])
      .filter((part, index, all) => all.indexOf(part) === index),
    elementIds: [...new Set(drawn.flatMap(({ elementIds }) => elementIds))],
  };
}

function pickQuotes(
  evidence: readonly Evidence[],
  section: SectionId,
  text: string,
  shown: Shown,
): Quote[] {
  const quotes = evidence.filter((item) => item.source === "text");
  if (shown === "all") return quotes.map(wholly);
  const decisive = pickDecisive(quotes, section);
  return decisive === null ? [] : [withPhrase(decisive, text)];
}

/** Where one quote decides, an answer's comes before a reply's. */
function pickReplies(evidence: readonly Evidence[], shown: Shown): ReplyQuote[] {
  const replies = evidence.filter((item) => item.source === "interview");
  if (shown === "all") return replies;
  return evidence.some(({ source }) => source === "text") ? [] : replies.slice(0, 1);
}
