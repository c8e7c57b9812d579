import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { envSchema } from "#server/env";
import { TINY, writeTinyContent } from "../tiny-content";
import { runEvals } from "./run-evals";
import type { Report } from "../report/report";

vi.setConfig({ testTimeout: 30_000 });

let rootDir: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ rootDir, remove } = await writeTinyContent());
});
afterAll(() => remove());

type Run = { code: number; out: string; err: string; progress: string[]; dir: string };

async function run(args: string, name = "out"): Promise<Run> {
  const seen = { out: "", err: "", progress: [] as string[] };
  const dir = join(rootDir, name);
  const code = await runEvals(
    [...args.split(" ").filter(Boolean), "--out", dir],
    rootDir,
    () => envSchema.parse({}),
    {
      out: (text) => (seen.out += `${text}\n`),
      err: (text) => (seen.err += `${text}\n`),
      progress: (line) => seen.progress.push(line),
    },
  );
  return { code, ...seen, dir };
}

async function readReport(dir: string): Promise<Report> {
  return JSON.parse(await readFile(join(dir, "report.json"), "utf8")) as Report;
}

async function readLines(dir: string): Promise<string[]> {
  return (await readFile(join(dir, "results.jsonl"), "utf8")).trimEnd().split("\n");
}

describe("npm run evals", () => {
  it("grades every answer once and writes what it found", async () => {
    const { code, dir, progress, out } = await run("--judge offline", "whole");
    expect(code).toBe(0);
    const { gold, costs, settings } = await readReport(dir);
    expect(gold?.slices[0]).toMatchObject({ name: "all", answers: 10 });
    expect(gold?.slices.map(({ name }) => name)).toContain(`${TINY}, tune`);
    expect(gold?.bands[0]).toMatchObject({ meansInOrder: true });
    expect(costs).toMatchObject({ graded: 10, failed: [], totalUsd: 0, evidenceValid: 1 });
    expect(settings).toMatchObject({ mode: "standard", splits: ["tune"], sets: ["gold"], seed: 1 });
    expect(progress.at(-1)).toBe("10 of 10 graded, $0.0000");
    expect(await readFile(join(dir, "report.md"), "utf8")).toContain("## Gold");
    expect(out).toContain("10 graded, 0 failed");
  });

  it("goes on where it was killed: what is graded is not graded again", async () => {
    const whole = await run("--judge offline --limit 5", "killed");
    const lines = await readLines(whole.dir);
    const kept = lines.slice(0, 2);
    // The third line was being written.
    const cut = `${kept.join("\n")}\n${lines[2]?.slice(0, 30)}`;
    await writeFile(join(whole.dir, "results.jsonl"), cut);
    const { code, progress } = await run("--judge offline --limit 5 --resume", "killed");
    expect(code).toBe(0);
    expect(progress).toHaveLength(3);
    expect(await readReport(whole.dir)).toMatchObject({ costs: { graded: 5 } });
    const after = await readLines(whole.dir);
    expect(after.slice(0, 2)).toEqual(kept);
    expect(after).toHaveLength(2 + 1 + 3);
    const again = await run("--judge offline --limit 5 --resume", "killed");
    expect(again.progress).toHaveLength(0);
  });

  it("grades anew without --resume, and puts the old results aside", async () => {
    const first = await run("--judge offline --limit 2", "anew");
    const lines = await readLines(first.dir);
    expect((await run("--judge offline --limit 2", "anew")).progress).toHaveLength(2);
    const aside = await readFile(join(first.dir, "results.previous.jsonl"), "utf8");
    expect(aside.trimEnd().split("\n")).toEqual(lines);
  });

  it("takes no result of another mode or seed for its own", async () => {
    await run("--judge offline --limit 2", "keys");
    const again = "--judge offline --limit 2 --resume";
    expect((await run(`${again} --mode thorough`, "keys")).progress).toHaveLength(2);
    expect((await run(`${again} --seed 2`, "keys")).progress).toHaveLength(2);
    expect((await run(again, "keys")).progress).toHaveLength(0);
  });

  it("refuses results that it doesn't know", async () => {
    const { dir } = await run("--judge offline --limit 1", "strange");
    await appendFile(join(dir, "results.jsonl"), '{"outcome":"won"}\n');
    await expect(run("--judge offline --limit 1 --resume", "strange")).rejects.toThrow(
      "results.jsonl:2",
    );
  });

  it("grades twice when asked, and finds a deterministic judge the same to the byte", async () => {
    const { dir } = await run("--judge offline --repeats 2 --limit 2", "repeats");
    expect(await readReport(dir)).toMatchObject({
      repeats: { answers: 2, verdictAgreement: 1, identical: 2 },
      costs: { graded: 4 },
    });
  });

  it("runs every set", async () => {
    const { code, dir, out } = await run("--judge offline --set all --limit 1", "all");
    expect(code).toBe(0);
    const { calibration, relations, attacks, nullAnswers } = await readReport(dir);
    expect(calibration?.slices[0]).toMatchObject({ answers: 1, accuracy: { value: 1 } });
    const trials = Object.fromEntries(relations?.map((row) => [row.relation, row.trials]) ?? []);
    // There is no other problem whose answers could be wrong here.
    expect(trials).toEqual({
      delete_planted: 1,
      delete_quoted: 1,
      shuffle_paragraphs: 1,
      pad_half: 1,
      write_tersely: 1,
      write_plainly: 1,
      rename_scene_ids: 1,
      move_scene: 1,
      turn_scene: 1,
    });
    expect(attacks?.[0]?.pairs).toBeGreaterThan(0);
    expect(nullAnswers).toEqual({ graded: 1, voided: 0, highestTotal: 0, over: [] });
    expect(out).toContain("attacks: mean shift");
  });

  it("grades by what would be listed had nobody read the answer", async () => {
    const { code, dir } = await run("--judge offline --signals blind --limit 2", "blind");
    expect(code).toBe(0);
    const { settings, gold } = await readReport(dir);
    expect(settings.signals).toBe("blind");
    // Each criterion's word stands in several texts; "sketch" is that of the half alone, and is gone.
    const halves = gold?.states.find(({ state }) => state === "partial");
    expect(halves).toMatchObject({ labelled: 1, verdicts: { partial: 0 } });
    expect(gold?.states.find(({ state }) => state === "met")?.right).toBe(1);
  });

  it("tries only the relations asked for", async () => {
    const { dir } = await run(
      "--judge offline --set metamorphic --relation pad_half --limit 1",
      "relation",
    );
    const { relations } = await readReport(dir);
    expect(relations?.map(({ relation, trials }) => [relation, trials])).toEqual([["pad_half", 1]]);
  });

  it("prints what was planted where a verdict is wrong", async () => {
    const path = join(rootDir, `test/evals/gold/${TINY}/tune.yaml`);
    const text = await readFile(path, "utf8");
    // What only names the walrus now gives the reason that the signals ask for.
    const planted = "The walrus waits, because the kettle has to sing first.";
    await writeFile(path, text.replace(/Everybody knows how popular the walrus .*/, planted));
    const { out } = await run("--judge offline --misses", "misses");
    await writeFile(path, text);
    expect(out).toContain("load [name_dropped] should be not_met, is met");
    expect(out).toContain(`planted: ${planted}`);
  });
});

describe("npm run evals, asked for what can't be done", () => {
  it.each([
    ["", "--judge"],
    ["--judge human", "--judge"],
    ["--judge offline --limit 0", "--limit"],
    ["--judge offline --limit many", "--limit"],
    ["--judge offline --split train", "--split"],
    ["--judge offline --set silver", "--set"],
    ["--judge offline --max-usd -1", "--max-usd"],
    ["--judge offline --fast", "--fast"],
    ["--judge offline extra", "extra"],
    ["--judge offline --problem chess", "no usable problem is called chess"],
    ["--judge offline --split held-out", "nothing to grade"],
    ["--judge offline --misses --split both", "held-out"],
    ["--judge offline --signals blind --split held-out", "for tune"],
    ["--judge offline --relation divorce", "--relation"],
    ["--judge model", "JUDGE_MODEL"],
    ["--judge openai", "JUDGE_MODEL"],
  ])("says so and ends with 2: %s", async (args, message) => {
    const { code, err } = await run(args, "bad");
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it("names the fault of a gold file", async () => {
    const path = join(rootDir, `test/evals/gold/${TINY}/tune.yaml`);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("  load:", "  lode:"));
    const { code, err } = await run("--judge offline", "bad");
    await writeFile(path, text);
    expect(code).toBe(2);
    expect(err).toContain(`test/evals/gold/${TINY}/tune.yaml`);
    expect(err).toContain("facts.lode");
  });
});
