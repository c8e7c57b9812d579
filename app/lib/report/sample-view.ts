import type { DrawnPart } from "#domain/diagram/name-parts";
import type { Sample } from "#server/problems/get-sample";
import type { Grade } from "#domain/grading/grade.schema";
import type { DebriefGiven } from "#domain/grading/shown-debrief";
import { viewNextSteps } from "./next-view";
import type { NextView } from "./next-view";
import { viewGrade } from "./report-view";
import { toHead } from "./standing-view";
import type { CriterionView, GradedView, Outcome } from "./report-view";

/** A sample as the report shows a grade: no judge, no reasons, and nothing about how it was made. */
export type SampleView = Pick<GradedView, "sections" | "drawing" | "debrief"> & {
  outcome: Extract<Outcome, { kind: "grade" }>;
  next: NextView | null;
};

type ToLinks = Parameters<typeof viewGrade>[2];

/**
 * Puts a person's marks and debrief where a judge's would be, so that a sample looks like any other report.
 */
export async function viewSample(
  sample: Sample,
  debrief: DebriefGiven,
  drawn: DrawnPart[],
  toLinks: ToLinks,
): Promise<SampleView> {
  const { answers, marks } = sample;
  const criteria = marks.map(({ criterion, weight }) => ({
    id: criterion.id,
    section: criterion.section,
    text: criterion.text,
    pass: criterion.pass,
    fail: criterion.fail,
    partial: criterion.partial ?? null,
    level: criterion.level,
    topics: criterion.topics,
    weight,
    isCurveball: false,
  }));
  const rubric = { version: 0, hash: "", criteria, misconceptions: [] };
  const viewed = viewGrade(
    { answers, drawing: drawn, rubric, debrief },
    toGrade(sample),
    toLinks,
    () => null,
  );
  const { grade, sections, drawing } = viewed;
  const { outcome } = grade;
  if (outcome.kind !== "grade") throw new Error("a person's marks are no estimate");
  const byPerson = (criterion: CriterionView): CriterionView => ({
    ...criterion,
    confidence: null,
    decidedBy: "person",
  });
  return {
    outcome,
    debrief: viewed.debrief,
    // No judge's: nothing holds it.
    next: await viewNextSteps({ ...viewed, head: toHead(outcome) }, async () => null),
    drawing,
    sections: sections.map((section) => ({
      ...section,
      besideText: section.besideText.map(byPerson),
      below: section.below.map(byPerson),
    })),
  };
}

function toGrade({ lens, marks, score }: Sample): Grade {
  return {
    judge: { kind: "person", requestedModel: "", returnedModel: null, isEstimate: false },
    mode: "standard",
    level: "senior",
    lens,
    rubricHash: "",
    promptHash: "",
    promptVersion: null,
    ...score,
    criteria: marks.map(({ criterion, verdict, weight, sentence }) => ({
      id: criterion.id,
      section: criterion.section,
      verdict,
      evidence:
        sentence === null
          ? []
          : [
              {
                source: "text" as const,
                section: sentence.section,
                quote: sentence.text,
                start: sentence.start,
                end: sentence.end,
              },
            ],
      reasoning: "",
      advice: criterion.advice,
      confidence: 1,
      needsPerson: false,
      decidedBy: "judge" as const,
      weight,
      excluded: null,
      notes: [],
    })),
    misconceptions: [],
    flags: [],
    setAside: [],
    confidence: 1,
    needsPerson: false,
    usage: null,
    costUsd: null,
    durationMs: 0,
    calls: [],
  };
}
