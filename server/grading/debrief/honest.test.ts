import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAnswerFile } from "../../content/answer-file";
import { readContentOf } from "../../content/read-content";
import { readAnswer, inspectAnswer } from "../text-work";
import { fromVerificationData } from "../verification";
import { toGradedProblem } from "../grade-input";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { checkReply } from "./check-reply";
import { knowledgeOf } from "./knowledge";
import { DEBRIEF_SHAPE } from "./reply.schema";

const FILES = "test/fixtures/debrief/agent-platform";

async function openPilot() {
  const content = await readContentOf(".", "agent-platform-mcp");
  if (!content) throw new Error("the problem is gone");
  const { answers } = parseAnswerFile(readFileSync(`${FILES}.md`, "utf8"), FILES);
  const scene = drawOutline(readFileSync(`${FILES}.outline.txt`, "utf8"));
  const input = {
    problem: toGradedProblem(content.problem),
    rubric: content.rubric,
    rubricHash: content.rubricHash,
    answers,
    scene: { elements: scene.elements, files: {} },
    mode: "standard" as const,
    level: "senior" as const,
    lens: "product" as const,
  };
  const { material, drawn } = readAnswer(input);
  const verification = fromVerificationData(inspectAnswer(input, { drawn }).verification);
  const edge = drawn.edges.find(({ label }) => label === "match report");
  const text = readFileSync(`${FILES}.reply.json`, "utf8").replace(
    '["match report"]',
    `["${edge?.id}"]`,
  );
  const parsed = DEBRIEF_SHAPE.parse(JSON.parse(text));
  if (!parsed.ok) throw new Error(parsed.fault);
  return {
    reply: parsed.value,
    checks: {
      knowledge: knowledgeOf(input, material),
      verification,
      criterionIds: new Set(input.rubric.criteria.map(({ id }) => id)),
      failureIds: new Set<string>(),
    },
  };
}

describe("a debrief written by hand about a real answer", () => {
  it("survives: every point, with each number traced", async () => {
    const { reply, checks } = await openPilot();
    const checked = checkReply(reply, checks);
    expect(checked?.dropped).toEqual([]);
    expect(checked?.points.map(({ id, danger }) => `${id} ${danger}`)).toEqual([
      "p1 sinks",
      "p2 sinks",
      "p3 weakens",
      "p4 weakens",
      "p5 weakens",
      // It rests on an assumption.
      "p6 weakens",
    ]);
    expect(checked).toMatchObject({ heart: reply.heart, sinks: reply.sinks });
    expect(checked?.strengths).toHaveLength(2);
    // The other one's number is nobody's.
    expect(checked?.asides.map(({ says }) => says)).toEqual([reply.also[0]?.says]);
    expect(checked?.points[5]).toMatchObject({ criterionIds: [], failureId: null });
    const inputs = checked?.points.flatMap(({ figures }) => figures.flatMap((one) => one.inputs));
    expect(inputs?.find(({ value }) => value === 18_000)).toMatchObject({ from: "told" });
  });

  /** What becomes of the reply's n-th point where one of its words is another. */
  async function change(at: number, from: string, to: string) {
    const { reply, checks } = await openPilot();
    const points = reply.points.map((point, i) => {
      if (i !== at) return point;
      const written = JSON.stringify(point);
      if (!written.includes(from)) throw new Error(`no ${from}`);
      return JSON.parse(written.replaceAll(from, to)) as typeof point;
    });
    const checked = checkReply({ ...reply, points }, checks);
    const kept = checked?.points.find(({ id }) => id === `p${at + 1}`);
    return kept ?? checked?.dropped[0]?.reason ?? "";
  }

  it.each([
    [0, "8,415", "9,415"],
    [0, "58.4 percent", "68.4 percent"],
    [0, "1,890 more make 63", "1,890 more make 71"],
    [3, "174", "374"],
    [4, "90 hours", "190 hours"],
    [5, "360", "460"],
    // An expression that gives what is shown, of figures that nobody gave.
    [0, 'mapped * cargo"', '8415"'],
    [3, '"value":0.02,"from":"said"', '"value":0.05,"from":"said"'],
  ])("drops point %i where %s is %s", async (at, from, to) => {
    expect(await change(at, from, to)).toMatch(/comes out as|neither said nor told|no input/);
  });

  it.each([
    // From an answer that nobody asked for, and from the worked solution.
    [4, "Waiting stops the clock", "Some 22 licensed declarants sign each entry"],
    [2, "Vendor results are typed", "For the 22 declarants, results are typed"],
  ])("drops what repeats a private figure: point %i", async (at, from, to) => {
    expect(await change(at, from, to)).toMatch(/private|neither said nor told/);
  });

  it("drops a contradiction of one place, a quote that nobody wrote, words of the solution", async () => {
    expect(
      await change(
        4,
        "rebooking above that, customs submission. Person approves.",
        "a person approves whatever they like",
      ),
    ).toContain("is not in");
    expect(await change(2, "were matched against it", "were guessed by it")).toContain("is not in");
    const solution = "A switch stops the next call, not the last three days. ";
    expect(await change(2, "Vendor results are typed", `${solution}Results are typed`)).toContain(
      "repeats",
    );
  });
});
