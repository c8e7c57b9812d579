import { afterEach, describe, expect, it } from "vitest";
import { gradeInput } from "../../test/support/grading-fixture";
import { RAG, ROOT_DIR } from "../../test/support/content";
import { openPlanted } from "../../test/support/threads/open-planted";
import { PLANTED } from "../../test/support/threads/planted-thread";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readContent } from "../content/read-content";
import { parseScene } from "#domain/diagram/parse-scene";
import { gradeAnswer } from "../grading/grade-answer";
import { toGradedProblem } from "../grading/grade-input";
import type { GradeInput } from "../grading/grade-input";
import { JudgeError } from "../grading/judge";
import { createOfflineJudge } from "../judges/offline/offline-judge";
import type { TaskOptions, Threads } from "./open-threads";
import { packInput } from "./packed-input";
import { TextTaskError } from "./text-task-error";

/** Longer than any of these takes on a busy machine; those that must end by it have a short one. */
const PATIENT: TaskOptions = { lane: "quick", deadlineMs: 60_000 };
const TIMEOUT_MS = 120_000;

let threads: Threads;
afterEach(() => threads.close());

/** Reads an answer that holds `text`. */
function read(text: string, options: Partial<TaskOptions> = {}) {
  const answers = { ...EMPTY_ANSWERS, scenario: text };
  const input = packInput(gradeInput({ answers }));
  return threads.run("readAnswer", [input], { ...PATIENT, ...options });
}

/** A real answer with the rubric it was written for. */
async function realInput(): Promise<GradeInput> {
  const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
  const answer = content?.calibration.find(({ name }) => name === "middling");
  if (!content || !answer) throw new Error("the middling calibration answer is missing");
  return {
    problem: toGradedProblem(content.problem),
    rubric: content.rubric,
    rubricHash: "real",
    answers: answer.answers,
    scene: parseScene(answer.scene).scene,
    mode: "standard",
    level: "senior",
    lens: "product",
  };
}

async function failureOf(promise: Promise<unknown>): Promise<TextTaskError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TextTaskError) return error;
  throw new Error(`no TextTaskError: ${String(error)}`);
}

describe("openThreads", { timeout: TIMEOUT_MS }, () => {
  it("gives the grade that this process would", async () => {
    threads = openPlanted();
    const input = await realInput();
    const { signal } = new AbortController();
    const here = await gradeAnswer(input, createOfflineJudge(), { signal });
    const there = await threads.run("gradeOffline", [packInput(input), {}], PATIENT);
    const timeless = { durationMs: 0, calls: [] };
    expect({ ...there, ...timeless }).toEqual({ ...here, ...timeless });
    expect(there.calls.map(({ rawReply }) => rawReply)).toEqual(
      here.calls.map(({ rawReply }) => rawReply),
    );
  });

  it("ends a task that never ends, and reads the next text", async () => {
    threads = openPlanted();
    const { kind, isOwnDoing } = await failureOf(read(PLANTED.spin, { deadlineMs: 500 }));
    expect({ kind, isOwnDoing }).toEqual({ kind: "out_of_time", isOwnDoing: true });
    expect((await read("An honest sentence.")).material.answers.scenario).toContain("honest");
  });

  it.each(["eat", "exit"] as const)("outlives a thread that dies (%s)", async (how) => {
    threads = openPlanted();
    expect((await failureOf(read(PLANTED[how]))).kind).toBe("died");
    expect((await read("An honest sentence.")).gated).not.toBeNull();
  });

  it("tells where a task broke, and nothing of what it read", async () => {
    threads = openPlanted();
    const error = await failureOf(read(`${PLANTED.fail} on a secret`));
    expect(error.kind).toBe("failed");
    expect(error.message).toMatch(/TypeError at .*packed-input/);
    expect(error.message).not.toContain("secret");
  });

  it("lets no long text keep a short one waiting", async () => {
    threads = openPlanted();
    const stop = new AbortController();
    const long = failureOf(read(PLANTED.spin, { lane: "long", signal: stop.signal }));
    const alone = failureOf(read(PLANTED.spin, { lane: "alone", signal: stop.signal }));
    expect((await read("An honest sentence.")).material.answers.scenario).toContain("honest");
    stop.abort();
    expect([(await long).kind, (await alone).kind]).toEqual(["stopped", "stopped"]);
  });

  it("refuses what would wait behind too many, and charges nobody for it", async () => {
    threads = openPlanted({ maxWaiting: 1 });
    const stop = new AbortController();
    const running = failureOf(read(PLANTED.spin, { signal: stop.signal }));
    const waiting = failureOf(read("waits", { signal: stop.signal }));
    const { kind, isOwnDoing } = await failureOf(read("one too many"));
    expect({ kind, isOwnDoing }).toEqual({ kind: "busy", isOwnDoing: false });
    stop.abort();
    expect([(await running).kind, (await waiting).kind]).toEqual(["stopped", "stopped"]);
  });

  it("stops what runs and what waits when it is closed", async () => {
    threads = openPlanted();
    const ends = [read(PLANTED.spin), read("waits")].map(failureOf);
    await threads.close();
    expect((await Promise.all(ends)).map(({ kind }) => kind)).toEqual(["stopped", "stopped"]);
  });

  it("hands an error of the judge over as what it is", async () => {
    threads = openPlanted();
    const rubric = { ...gradeInput().rubric, criteria: [] };
    const grading = threads.run("gradeOffline", [packInput(gradeInput({ rubric })), {}], PATIENT);
    await expect(grading).rejects.toThrow(JudgeError);
  });
});
