import { describe, expect, it } from "vitest";
import { ANSWERS, RUBRIC, gradeInput } from "../../test/support/grading-fixture";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readDiagram } from "#domain/diagram/read-diagram";
import { SECTION_IDS } from "#domain/problems/scale";
import { foldText } from "../text/fold";
import { indexSources, listSourceTexts, markCopied } from "./defences/copied";
import { findGateReason } from "./gate";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";

const { problem, scene } = gradeInput();
const BLANK = readDiagram({ elements: [], files: {} });
const SOURCES = indexSources(listSourceTexts(problem, RUBRIC));

function gate(answers: Partial<Answers>, diagram: Diagram = BLANK): string | null {
  const whole = { ...EMPTY_ANSWERS, ...answers };
  const words = SECTION_IDS.map((id) => () => markCopied(foldText(whole[id]), SOURCES));
  return findGateReason(whole, diagram, words);
}

const fifty = (word: (i: number) => string) =>
  Array.from({ length: 60 }, (_, i) => word(i)).join(" ");

describe("findGateReason", () => {
  it("lets an answer through that says something", () => {
    expect(gate(ANSWERS)).toBeNull();
  });

  it("stops nothing, placeholders and a few words", () => {
    expect(gate({})).toMatch(/Nothing was handed in/);
    expect(
      gate({ scenario: "n/a", components: "N/A.", architecture: "-", evaluation: "TODO" }),
    ).toMatch(/Nothing was handed in/);
    expect(gate({ scenario: "We use a vector store and a cache." })).toMatch(/has 8 words/);
    expect(gate({}, readDiagram(scene))).toMatch(/words, including labels in the drawing/);
  });

  it("looks for no more copied words once fifty are the candidate's own", () => {
    const mine = { ...EMPTY_ANSWERS, components: fifty((i) => `thing${i}`) };
    const marked: string[] = [];
    const words = SECTION_IDS.map((id) => () => {
      marked.push(id);
      return markCopied(foldText(mine[id]), SOURCES);
    });
    expect(findGateReason(mine, BLANK, words)).toBeNull();
    expect(new Set(marked)).toEqual(new Set(["scenario", "components"]));
  });

  it("stops a restated problem, however often restated", () => {
    expect(gate({ scenario: `${problem.statementMarkdown}\n`.repeat(5) })).toMatch(
      /repeats the problem/,
    );
  });

  it("stops filler of few words, and lets other scripts through", () => {
    expect(gate({ scenario: fifty(() => "scalable") })).toMatch(/filler/);
    const chinese =
      "我们使用混合检索和重排序，先用倒排索引召回一百篇文章，再用交叉编码器排序，最后由大模型生成答案并附上引用。缓存热门问题六十秒，每周用八百条标注查询评估排序质量，并在线对比新旧版本。";
    expect(gate({ scenario: chinese })).toBeNull();
  });

  it("counts the labels of the drawing", () => {
    const diagram: Diagram = {
      ...BLANK,
      annotations: [{ id: "A1", text: fifty((i) => `word${i}`), elements: ["x"] }],
    };
    expect(gate({}, diagram)).toBeNull();
  });
});
