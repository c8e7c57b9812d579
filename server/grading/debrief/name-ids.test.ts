import { expect, it } from "vitest";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { gradeInput } from "../../../test/support/grading-fixture";
import { readAnswer } from "../text-work";
import { nameIds } from "./name-ids";

it("calls parts of the drawing by their labels, but what the candidate calls so themselves", () => {
  const { elements } = drawOutline("Gateway -> Model: prompt\nModel -> Log");
  const input = gradeInput({ scene: { elements, files: {} } });
  const answers = { ...input.answers, scenario: `${input.answers.scenario} Site N2 is in Oslo.` };
  const { material } = readAnswer({ ...input, answers });
  const [edge] = material.diagram.edges;
  const [first] = material.diagram.nodes;
  const named = nameIds(
    {
      drawing_notes: [],
      also: [],
      incidents: [],
      heart: `All goes by ${first?.id}, E99 and N2.`,
      sinks: `(${edge?.id})`,
      strengths: [],
      points: [],
      next_question: "",
    },
    material,
  );
  expect(named.heart).toBe("All goes by “Gateway”, E99 and N2.");
  expect(named.sinks).toBe("(“Gateway → Model (prompt)”)");
});
