import { describe, expect, it } from "vitest";
import { readContentOf } from "../../content/read-content";
import { RAG, ROOT_DIR } from "../../../test/support/content";
import { authoredProbe, chooseProbe, listProbable } from "./choose-probe";
import type { Round } from "./choose-probe";

const content = await readContentOf(ROOT_DIR, RAG);
if (content === null) throw new Error("the problem is gone");
const { rubric } = content;
const round: Round = { section: "architecture", level: "senior", lens: "product", asked: [] };
const NONE = new Set<string>();

describe("what the interviewer asks about next", () => {
  it("is of the section, heaviest first, and no criterion twice", () => {
    const first = chooseProbe(rubric, round, NONE);
    expect(first?.section).toBe("architecture");
    const all = listProbable(rubric, round);
    expect(all.length).toBeGreaterThan(2);
    expect(all.every(({ section }) => section === "architecture")).toBe(true);
    const asked = [first?.id ?? ""];
    expect(chooseProbe(rubric, { ...round, asked }, NONE)?.id).toBe(all[1]?.id);
    expect(chooseProbe(rubric, { ...round, asked: all.map(({ id }) => id) }, NONE)).toBeNull();
  });

  it("is what the work doesn't show", () => {
    const [first, second] = listProbable(rubric, round);
    expect(chooseProbe(rubric, round, new Set([first?.id ?? ""]))?.id).toBe(second?.id);
    const all = new Set(listProbable(rubric, round).map(({ id }) => id));
    expect(chooseProbe(rubric, round, all)).toBeNull();
  });

  it("leaves what is expected of a higher level for last", () => {
    const levels = listProbable(rubric, { ...round, level: "mid" }).map(({ level }) => level);
    const firstAbove = levels.findIndex((level) => level !== "mid");
    expect(firstAbove).toBeGreaterThan(0);
    expect(levels.slice(firstAbove)).not.toContain("mid");
  });

  it("weighs by the lens", () => {
    const first = (lens: Round["lens"]) =>
      listProbable(rubric, { ...round, section: "components", lens })[0]?.id;
    expect(first("product")).toBe("embedding-choice");
    expect(first("ai_lab")).toBe("hybrid-retrieval");
  });

  it("never announces the curveball", () => {
    const ids = new Set(rubric.curveball?.map(({ id }) => id));
    expect(ids.size).toBeGreaterThan(0);
    for (const { section } of rubric.curveball ?? [])
      for (const { id } of listProbable(rubric, { ...round, section }))
        expect(ids).not.toContain(id);
  });

  it("is put in its author's words", () => {
    const [first] = listProbable(rubric, round);
    expect(first && authoredProbe(first)).toBe(first?.probes?.[0]);
  });
});
