import { countWords } from "#domain/attempts/answer.schema";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { spansOf } from "./debrief-view";
import type { DebriefView } from "./debrief-view";
import { countIdeas } from "./estimate-view";
import type { CriterionView, ExchangeView, MarkedWork, SectionView } from "./report-view";
import { segmentText } from "./segments";
import type { Span } from "./segments";

/** A retry has no interviewer of its own: all its follow-ups were carried over. */
export function isCarried(attempt: MarkedWork["attempt"]): boolean {
  return attempt?.kind === "retry";
}

type Viewed = Omit<MarkedWork, "debrief"> & {
  grade: Grade;
  criteria: CriterionView[];
  debrief: DebriefView;
};

/** What is marked in the text of a section: what criteria rest on, then what the debrief does. */
export function textSpans(
  section: SectionId,
  { criteria, debrief }: Pick<Viewed, "criteria" | "debrief">,
): Span[] {
  const quoted = criteria.flatMap(({ id, quotes }) =>
    quotes
      .filter((quote) => quote.section === section)
      .map(({ phrase }) => ({ ...phrase, criterionId: id })),
  );
  return [...quoted, ...spansOf(debrief, { section })];
}

/** The same of the reply to a follow-up. */
export function replySpans(
  turn: number,
  { criteria, debrief }: Pick<Viewed, "criteria" | "debrief">,
): Span[] {
  const quoted = criteria.flatMap(({ id, replies }) =>
    replies
      .filter((quote) => quote.turn === turn)
      .map(({ start, end }) => ({ start, end, criterionId: id })),
  );
  return [...quoted, ...spansOf(debrief, { turn })];
}

function viewExchanges(section: SectionId, viewed: Viewed): ExchangeView[] {
  const { interview = [], attempt, criteria } = viewed;
  return interview
    .filter((exchange) => exchange.section === section)
    .map(({ turn, question, reply, isDeclined }) => ({
      turn,
      question,
      reply,
      isDeclined,
      isCarried: isCarried(attempt),
      segments: segmentText(reply, replySpans(turn, viewed)),
      criterionIds: criteria
        .filter(({ replies }) => replies.some((quote) => quote.turn === turn))
        .map(({ id }) => id),
    }));
}

/** A section of the answer with its marks: text in segments, follow-ups, criteria by where they rest. */
export function viewSection(section: SectionId, viewed: Viewed): SectionView {
  const { grade, criteria } = viewed;
  const text = viewed.answers[section];
  const asides = grade.setAside.filter((aside) => aside.section === section);
  const own = criteria.filter((criterion) => criterion.section === section);
  const { isEstimate } = grade.judge;
  const isHere = (criterion: CriterionGrade): boolean => criterion.section === section;
  const isBeside = (criterion: CriterionView): boolean =>
    criterion.quotes.some((quote) => quote.section === section);
  return {
    section,
    title: SECTION_TITLES[section],
    text,
    wordCount: countWords(text),
    segments: segmentText(text, textSpans(section, viewed), asides),
    asides,
    score: isEstimate ? null : (grade.sections.find((score) => score.section === section) ?? null),
    exchanges: viewExchanges(section, viewed),
    ideas: isEstimate ? countIdeas(grade.criteria.filter(isHere)) : null,
    besideText: own.filter(isBeside),
    below: own.filter((criterion) => !isBeside(criterion)),
  };
}
