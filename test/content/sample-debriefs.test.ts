import { describe, expect, it } from "vitest";
import { parseScene } from "#domain/diagram/parse-scene";
import type { WrittenPlace } from "#domain/problems/written-debrief.schema";
import { readContentOf } from "#server/content/read-content";
import { checkReply } from "#server/grading/debrief/check-reply";
import { knowledgeOf } from "#server/grading/debrief/knowledge";
import { DEBRIEF_SHAPE } from "#server/grading/debrief/reply.schema";
import { toGradedProblem } from "#server/grading/grade-input";
import { inspectAnswer, readAnswer } from "#server/grading/text-work";
import { fromVerificationData } from "#server/grading/verification";
import { ROOT_DIR } from "../support/content";

const SLUG = "semantic-faq-search";
const content = await readContentOf(ROOT_DIR, SLUG);
const written = (content?.calibration ?? []).filter(({ head }) => head.debrief !== undefined);

/** What a model would have replied to come to a debrief that a person wrote. */
function toReply(debrief: NonNullable<(typeof written)[number]["head"]["debrief"]>): unknown {
  const toPlace = (place: WrittenPlace) =>
    "ids" in place
      ? { source: "diagram", ids: place.ids }
      : { source: place.section, quote: place.quote };
  return {
    drawing_notes: [],
    incidents: [],
    heart: debrief.heart,
    sinks: debrief.sinks,
    next_question: debrief.nextQuestion,
    strengths: debrief.strengths.map(({ place, why }) => ({ place: toPlace(place), why })),
    also: (debrief.asides ?? []).map(({ place, says }) => ({ place: toPlace(place), says })),
    points: debrief.points.map((point) => ({
      kind: point.kind,
      danger: point.danger,
      section: point.section,
      headline: point.headline,
      places: point.places.map(toPlace),
      figures: (point.figures ?? []).map((figure) => ({ ...figure, shown: String(figure.shown) })),
      consequence: point.consequence,
      say_instead: point.sayInstead,
      criteria: point.criterionIds,
      failure: "",
    })),
  };
}

describe("debriefs of the sample reports", () => {
  it("are two", () => {
    expect(written.map(({ name }) => name).sort()).toEqual(["strong", "weak"]);
  });

  it.each(written)(
    "that of $name passes all checks of a model's",
    ({ name, head, answers, scene }) => {
      if (!content || !head.debrief) throw new Error("the sample is gone");
      const problem = toGradedProblem(content.problem);
      const input = {
        problem,
        rubric: content.rubric,
        rubricHash: content.rubricHash,
        answers,
        scene: parseScene(scene).scene,
        mode: "standard" as const,
        level: "senior" as const,
        lens: "product" as const,
        // The strong one uses figures that its writer asked for.
        told: name === "strong" ? problem.clarifications : [],
      };
      const { material, drawn } = readAnswer(input);
      const parsed = DEBRIEF_SHAPE.parse(toReply(head.debrief));
      if (!parsed.ok) throw new Error(parsed.fault);
      const checked = checkReply(parsed.value, {
        knowledge: knowledgeOf(input, material),
        verification: fromVerificationData(inspectAnswer(input, { drawn }).verification),
        criterionIds: new Set(content.rubric.criteria.map(({ id }) => id)),
        failureIds: new Set(),
      });
      expect(checked?.dropped).toEqual([]);
      expect(checked?.points).toHaveLength(head.debrief.points.length);
      expect(checked?.points.map(({ danger }) => danger)).toEqual(
        head.debrief.points.map(({ danger }) => danger),
      );
      expect(checked?.strengths).toHaveLength(head.debrief.strengths.length);
      expect(checked?.heart).toBe(head.debrief.heart);
    },
  );
});
