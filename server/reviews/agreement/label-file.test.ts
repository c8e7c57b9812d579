import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readCalibration } from "../../content/read-calibration";
import type { ContentIssue } from "../../content/content-error";
import { toLabelDrawing, toLabelMarkdown } from "./label-file";

const PERSON = { name: "Ada K. Love-lace", email: "ada+x-y@example.org" };
const HEAD = {
  band: "weak",
  level: "mid",
  note: "Rated: by a person.",
  expected: { load: "met", freshness: "not_met" },
} as const;

function readBack(texts: Partial<typeof EMPTY_ANSWERS>) {
  const issues: ContentIssue[] = [];
  const markdown = toLabelMarkdown(HEAD, { ...EMPTY_ANSWERS, ...texts }, PERSON);
  const drawing = toLabelDrawing({ elements: [], files: {} }, PERSON);
  const read = readCalibration(
    "rated",
    { file: "rated.md", text: markdown },
    { file: "rated.excalidraw", text: drawing },
    issues,
  );
  return { answer: read?.answer, issues };
}

describe("a label file", () => {
  it("reads back as it was", () => {
    const texts = {
      scenario: "---\nA line first.\n\n- a list",
      components: "# One\n\n### Three",
      evaluation: "```\n## not a heading\n```",
    };
    const { answer, issues } = readBack(texts);
    expect(issues).toEqual([]);
    expect(answer?.head).toEqual(HEAD);
    expect(answer?.answers).toEqual({ ...EMPTY_ANSWERS, ...texts });
  });

  it("stays whole whatever a section holds", () => {
    const { answer, issues } = readBack({
      scenario: "## Components\nMine.\r\n##  Evaluation",
      components: "~~~~\nan open block\n```",
      architecture: "## \n##no\n  ## indented",
    });
    expect(issues).toEqual([]);
    expect(answer?.answers.scenario).toBe("### Components\nMine.\n###  Evaluation");
    expect(answer?.answers.components).toBe("~~~~\nan open block\n```\n~~~~");
    expect(answer?.answers.evaluation).toBe("");
  });

  it("leaves the candidate's name and address out", () => {
    const { answer } = readBack({
      scenario: "By ADA  K. love-lace <Ada+X-y@example.org>, not by Ada K. Love-lacett.",
    });
    expect(answer?.answers.scenario).toBe("By (name) <(e-mail)>, not by Ada K. Love-lacett.");
  });
});
