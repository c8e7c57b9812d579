import { countWords } from "#server/attempts/answer.schema";
import { readDiagram } from "#server/diagram/read-diagram";
import { SECTION_IDS, SECTION_TITLES } from "#server/problems/scale";
import type { Report } from "#server/grades/get-report";
import type { CriterionGrade, Evidence, Grade } from "#server/grading/grade.schema";
import type { SectionId } from "#server/problems/scale";
import type { TopicLink } from "#server/study/list-topic-links";
import { nameDiagramParts } from "./name-diagram-parts";
import type { DrawnPart } from "./name-diagram-parts";
import { segmentText } from "./segments";
import type { CriterionReview } from "./review-view";
import type { Aside, Segment } from "./segments";

type RubricCriterion = Report["rubric"]["criteria"][number];
export type Quote = Extract<Evidence, { source: "text" }>;

/** A criterion with its verdict, as a note of the report. */
export type CriterionView = Omit<CriterionGrade, "evidence"> & {
  /** From 1, in the rubric's order: what stands beside the sentence and on the note. */
  number: number;
  text: string;
  level: RubricCriterion["level"];
  /** What to learn for it; empty where it is met. */
  topics: TopicLink[];
  quotes: Quote[];
  /** Parts of the drawing it rests on. */
  parts: DrawnPart[];
  /** Scene elements that light up. */
  elementIds: string[];
  /** What people said of it, where they did. */
  review?: CriterionReview;
};

export type SectionView = {
  section: SectionId;
  title: string;
  text: string;
  wordCount: number;
  segments: Segment[];
  /** Stretches that count as no evidence. */
  asides: Aside[];
  score: Grade["sections"][number] | null;
  /** With a quote from this section: they stand in the margin, beside it. */
  besideText: CriterionView[];
  /** The others: found in the drawing or in another section, or not found. */
  below: CriterionView[];
};

type ToLinks = (topics: readonly string[]) => TopicLink[];

/** A grade without its calls: raw replies are kept for an audit, not sent to a browser. */
export type GradeView = Omit<Grade, "calls" | "criteria" | "misconceptions"> & {
  callCount: number;
  misconceptions: Report["rubric"]["misconceptions"];
};

export type GradedView = {
  grade: GradeView;
  sections: SectionView[];
  drawing: DrawnPart[];
};

/**
 * Joins a grade with the rubric and the candidate's work into what the page shows: text cut into
 * marked segments, each criterion with its quotes and the drawn parts by name. Criteria are numbered
 * in the order in which a reader meets them. Pure.
 * @param toLinks finds the pages of topics
 */
export function viewGrade(report: Report, grade: Grade, toLinks: ToLinks): GradedView {
  const drawing = nameDiagramParts(readDiagram(report.scene));
  const criteria = orderAsRead(grade.criteria).map((criterion, index) =>
    viewCriterion(
      criterion,
      index + 1,
      report.rubric.criteria.find(({ id }) => id === criterion.id),
      drawing,
      toLinks,
    ),
  );
  const { calls, criteria: _, misconceptions, ...rest } = grade;
  return {
    grade: {
      ...rest,
      callCount: calls.length,
      misconceptions: report.rubric.misconceptions.filter(({ id }) => misconceptions.includes(id)),
    },
    sections: SECTION_IDS.map((section) => viewSection(section, report, grade, criteria)),
    drawing,
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
  { evidence, ...grade }: CriterionGrade,
  number: number,
  criterion: RubricCriterion | undefined,
  drawing: DrawnPart[],
  toLinks: ToLinks,
): CriterionView {
  const drawn = evidence.filter((item) => item.source === "diagram");
  const known = new Map(drawing.map((part) => [part.id, part]));
  return {
    ...grade,
    number,
    text: criterion?.text ?? grade.id,
    level: criterion?.level ?? "mid",
    topics: grade.verdict === "met" ? [] : toLinks(criterion?.topics ?? []),
    quotes: evidence.filter((item) => item.source === "text"),
    parts: drawn
      .flatMap(({ ids }) => ids)
      .flatMap((id) => known.get(id) ?? [])
      .filter((part, index, all) => all.indexOf(part) === index),
    elementIds: [...new Set(drawn.flatMap(({ elementIds }) => elementIds))],
  };
}

function viewSection(
  section: SectionId,
  report: Report,
  grade: Grade,
  criteria: CriterionView[],
): SectionView {
  const text = report.answers[section];
  const spans = criteria.flatMap(({ id, quotes }) =>
    quotes
      .filter((quote) => quote.section === section)
      .map(({ start, end }) => ({ start, end, criterionId: id })),
  );
  const asides = grade.setAside.filter((aside) => aside.section === section);
  const own = criteria.filter((criterion) => criterion.section === section);
  const isBeside = (criterion: CriterionView): boolean =>
    criterion.quotes.some((quote) => quote.section === section);
  return {
    section,
    title: SECTION_TITLES[section],
    text,
    wordCount: countWords(text),
    segments: segmentText(text, spans, asides),
    asides,
    score: grade.sections.find((score) => score.section === section) ?? null,
    besideText: own.filter(isBeside),
    below: own.filter((criterion) => !isBeside(criterion)),
  };
}
