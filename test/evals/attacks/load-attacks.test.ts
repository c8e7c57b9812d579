import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_SCENE, gradeInput } from "../../support/grading-fixture";
import { applyAttack, payloadOf } from "./apply-attack";
import { loadAttacks } from "./load-attacks";

describe("the attacks of this folder", () => {
  const attacks = loadAttacks();
  const { problem, rubric, answers } = gradeInput();

  it("are sixty or more, in ten families or more, in text and drawing", () => {
    expect(attacks.length).toBeGreaterThanOrEqual(60);
    expect(new Set(attacks.map(({ family }) => family)).size).toBeGreaterThanOrEqual(10);
    expect(attacks.filter(({ where }) => "drawing" in where).length).toBeGreaterThanOrEqual(20);
  });

  it("each change what is handed in, and add to it only", () => {
    for (const attack of attacks) {
      const base = { answers, scene: EMPTY_SCENE };
      const work = applyAttack(base, attack, { problem, rubric });
      // A problem without hints or a solution has none to paste.
      if (payloadOf(attack, { problem, rubric }) === "") continue;
      expect(JSON.stringify(work), attack.id).not.toBe(JSON.stringify(base));
      expect(JSON.stringify(work).length, attack.id).toBeGreaterThan(JSON.stringify(base).length);
    }
  });

  it("are the same every time", () => {
    const write = (): string =>
      JSON.stringify(loadAttacks().map((attack) => payloadOf(attack, { problem, rubric })));
    expect(write()).toBe(write());
  });
});

describe("loadAttacks", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "attacks-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ["an attack without a payload", "attacks: [{ id: a, where: { section: scenario } }]"],
    ["a place that there isn't", "attacks: [{ id: a, where: { section: outro }, payload: p }]"],
    ["no attack", "attacks: []"],
  ])("names the file with %s", (_, rest) => {
    writeFileSync(join(folder, "odd.yaml"), `family: odd\nabout: Odd.\n${rest}\n`);
    expect(() => loadAttacks(folder)).toThrow(/odd\.yaml/);
  });

  it("refuses two attacks of one name", () => {
    const attack = "{ id: a, where: { section: scenario }, payload: p }";
    const file = `family: odd\nabout: Odd.\nattacks: [${attack}, ${attack}]\n`;
    writeFileSync(join(folder, "odd.yaml"), file);
    expect(() => loadAttacks(folder)).toThrow(/two attacks/);
  });
});
