import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { ContentError } from "#server/content/content-error";
import { GOLD, GOLD_RUBRIC, goldSource } from "./gold-fixture";
import { loadGold } from "./load-gold";
import type { Gold } from "./gold.schema";

type Source = { facts: Record<string, Record<string, unknown>> } & Record<string, unknown>;

async function load(change: (source: Source) => void): Promise<Gold | null> {
  const rootDir = await mkdtemp(join(tmpdir(), "gold-"));
  onTestFinished(() => rm(rootDir, { recursive: true }));
  const dir = join(rootDir, "test/evals/gold", GOLD_RUBRIC.problem);
  await mkdir(dir, { recursive: true });
  const source = structuredClone(goldSource()) as Source;
  change(source);
  await writeFile(join(dir, "tune.yaml"), stringify(source));
  return loadGold(rootDir, GOLD_RUBRIC, "tune");
}

/** The faults as lines. */
async function faultsOf(change: (source: Source) => void): Promise<string> {
  const error: unknown = await load(change).catch((thrown: unknown) => thrown);
  if (error instanceof ContentError) return error.message;
  throw new Error("no ContentError");
}

describe("loadGold", () => {
  it("reads a file that fits its rubric", async () => {
    expect(await load(() => undefined)).toEqual(GOLD);
  });

  it("says null where there is no file", async () => {
    expect(await loadGold(tmpdir(), GOLD_RUBRIC, "held-out")).toBeNull();
  });

  it("refuses facts for another rubric, naming file and field", async () => {
    const faults = await faultsOf(({ facts }) => {
      facts["gone"] = facts["load"] ?? {};
      delete facts["load"];
    });
    expect(faults).toContain("test/evals/gold/help-centre-search/tune.yaml:");
    expect(faults).toContain('no facts for the criterion "load"');
    expect(faults).toContain("facts.gone: the rubric has no such criterion");
  });

  it("wants a half where the rubric has one, and a drawing where it takes one", async () => {
    const faults = await faultsOf(({ facts }) => {
      delete facts["budget"]?.["partial"];
      delete facts["read-path"]?.["drawn"];
      if (facts["load"]) Object.assign(facts["load"], { partial: ["Half."], drawn: ["A -> B"] });
    });
    expect(faults).toContain('facts.budget: "partial" is missing');
    expect(faults).toContain('facts.read-path: "drawn" is missing');
    expect(faults).toContain("facts.load.partial: the criterion has no half of it");
    expect(faults).toContain("facts.load.drawn: the criterion takes no drawing");
  });

  it("names a wrong shape, a wrong head and a criterion that is touched and isn't there", async () => {
    expect(await faultsOf(({ facts }) => delete facts["load"]?.["terse"])).toContain(
      'facts.load: "terse" is missing',
    );
    expect(
      await faultsOf(({ facts }) => {
        if (facts["load"]) facts["load"]["met"] = ["Only one."];
      }),
    ).toContain("facts.load.met");
    expect(await faultsOf((source) => (source["split"] = "held-out"))).toContain("split");
    expect(
      await faultsOf(({ facts }) => {
        if (facts["load"]) facts["load"]["terse"] = { text: "Words.", touches: ["nothing"] };
      }),
    ).toContain('touches "nothing"');
  });
});
