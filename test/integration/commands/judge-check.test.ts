import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { judgeCalls } from "#server/db/tables/grades";
import { judgeCheckOutcomes, judgeChecks } from "#server/db/tables/judge-checks";
import { countAnswers, readPlanted } from "#server/judges/check/read-planted";
import type { PlantedSet } from "#server/judges/check/read-planted";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import type { Character } from "../../support/fake-model/character";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { canariesOf, overAwardingOn, perfectOn } from "../../support/planted-judges";
import { runCommand } from "../../support/run-command";
import type { Ran } from "../../support/run-command";

const COMMAND = "server/commands/judge-check.ts";
const NOTHING_SET = { JUDGE_MODEL: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "", DATABASE_URL: "" };

let planted: PlantedSet;
let database: TestDatabase;
beforeAll(async () => {
  planted = await readPlanted("standard");
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function startModel(character: Character) {
  const model = await startFakeModel({ character, canaries: canariesOf(planted) });
  onTestFinished(() => model.close());
  return model;
}

function check(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return runCommand(COMMAND, args, { ...NOTHING_SET, JUDGE_MODEL: "fake-model", ...env });
}

describe("npm run judge:check", () => {
  it("says what it takes and spends nothing until it is told yes", async () => {
    const model = await startModel(perfectOn(planted));
    const { code, stdout, stderr } = await check([], { OPENAI_BASE_URL: model.baseUrl });
    expect(code).toBe(1);
    expect(stdout).toContain(
      "129 planted criteria in 8 answers, 10 attempts to talk it into more points, and 24 points about two more answers",
    );
    expect(stdout).toContain("About 141 calls, 583,000 tokens in");
    expect(stdout).toContain("cost unknown");
    expect(stderr).toContain("Use --yes to start");
    expect(model.requests).toHaveLength(0);
  });

  it("tells the money where the price is known", async () => {
    const { stdout } = await check([], { JUDGE_MODEL: "gpt-4o-mini", OPENAI_API_KEY: "k" });
    expect(stdout).toMatch(/about \$0\.\d\d/);
  });

  it("refuses the offline judge, and a mode that is none", async () => {
    const offline = await check(["--yes"], { JUDGE_MODEL: "" });
    expect(offline).toMatchObject({ code: 2, stdout: "" });
    expect(offline.stderr).toContain("can't be checked");
    const { code, stderr } = await check(["--mode", "gentle"], { OPENAI_API_KEY: "k" });
    expect(code).toBe(2);
    expect(stderr).toContain("--mode is standard or thorough");
  });

  it("prints what it found, with intervals, and keeps it in the database", async () => {
    const model = await startModel(overAwardingOn(planted));
    const { code, stdout } = await check(["--yes"], {
      OPENAI_BASE_URL: model.baseUrl,
      DATABASE_URL: database.url,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/balanced accuracy +50% \(50% to 50%\)/);
    expect(stdout).toMatch(/specificity +0%/);
    expect(stdout).toMatch(/evidence found +100%/);
    expect(stdout).toMatch(/injection gain +−?0\.0 points/);
    expect(stdout).toMatch(/cost per answer +unknown/);
    expect(stdout).toMatch(/seconds per answer +\d/);
    expect(stdout).toContain("Failed: even");
    expect(stdout).toContain("Found 0 of 12 planted points and believed 12 of 12 false ones:");
    const { db } = database;
    expect(await db.select().from(judgeChecks)).toMatchObject([
      { status: "done", requestedBy: null, requestedModel: "fake-model" },
    ]);
    expect(await db.select().from(judgeCheckOutcomes)).toHaveLength(countAnswers(planted));
    const asked = model.requests.length + model.readings.length;
    expect((await db.select().from(judgeCalls)).length).toBe(asked);
  });

  it("says that a prompt was cut, once", async () => {
    const model = await startModel({ kind: "cut", loses: "material", then: perfectOn(planted) });
    const { code, stderr } = await check(["--yes"], { OPENAI_BASE_URL: model.baseUrl });
    expect(code).toBe(1);
    expect(stderr).toContain("Not measured (misconfigured)");
    expect(stderr).toContain("longer context window");
  });

  it("stops on Ctrl-C, and the row says so", async () => {
    const model = await startModel({ kind: "hanging" });
    const running = spawn(process.execPath, ["--import", "tsx", COMMAND, "--yes"], {
      env: {
        ...process.env,
        ...NOTHING_SET,
        JUDGE_MODEL: "stopped-model",
        OPENAI_BASE_URL: model.baseUrl,
        DATABASE_URL: database.url,
      },
    });
    onTestFinished(() => void running.kill("SIGKILL"));
    await model.waitForRequests(1);
    running.kill("SIGINT");
    const [code] = (await once(running, "exit")) as [number];
    expect(code).toBe(1);
    const rows = await database.db.select().from(judgeChecks);
    const own = rows.find(({ requestedModel }) => requestedModel === "stopped-model");
    expect(own).toMatchObject({ status: "cancelled", figures: null });
  });
});
