import { readContent } from "#server/content/read-content";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import { cleanMaterial } from "#server/grading/clean-material";
import { listAttackBases } from "../../evals/attacks/attack-bases";
import { ROOT_DIR } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { Told } from "#domain/attempts/question.schema";
import type { GradedProblem } from "#server/grading/grade-input";
import type { Judge } from "#server/grading/judge";
import type { CapturedClaims, Character, FakeVerdict } from "../../support/fake-model/character";
import type { SeenMaterial } from "../../support/fake-model/read-request";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import type { Work } from "../../evals/attacks/apply-attack";
import type { AttackBase } from "../../evals/attacks/attack-bases";

/** Every calibration answer of the repository. */
export async function readBases(): Promise<AttackBase[]> {
  return listAttackBases(await readContent(ROOT_DIR));
}

/** An answer as a judge sees it. */
export function materialOf({ answers, scene, told }: Work, problem: GradedProblem): SeenMaterial {
  const { material } = cleanMaterial(answers, scene, problem.solutionScene);
  return {
    answers: material.answers,
    drawing: material.diagramText,
    // Of the problem's own list every word may be told.
    told: writeTold(told ?? problem.clarifications),
  };
}

function writeTold(told: readonly Told[]): string {
  return told.flatMap(({ question, answer }) => [question, answer]).join("\n");
}

/** Judges on fake models over HTTP, one for each character; closed together. */
export class AttackWorld {
  private readonly models: FakeModel[] = [];
  private readonly known = new Map<string, Promise<Judge>>();

  /** A judge in character that knows the right answers to the rubric's canaries. */
  async judge({ input }: AttackBase, character: Character): Promise<Judge> {
    const canaries = Object.fromEntries(
      input.rubric.canaries.map(({ id, expect }): [string, FakeVerdict] => [id, expect]),
    );
    const model = await startFakeModel({ character, canaries, isForgetful: true });
    this.models.push(model);
    return createOpenAiJudge({
      baseUrl: model.baseUrl,
      apiKey: "test-key",
      model: "fake-model",
      timeoutMs: 20_000,
      maxOutputTokens: 4_000,
      schemaMode: "auto",
      home: null,
      tokenLimitParameter: "max_completion_tokens",
    });
  }

  /** What a careful person would say, quoting what is there. */
  perfect(base: AttackBase): Promise<Judge> {
    return this.once(`${base.name} perfect`, () =>
      this.judge(base, { kind: "perfect", expected: base.expected }),
    );
  }

  /** Perfect until it sees the least trace of an attack. */
  captured(base: AttackBase, claims: CapturedClaims): Promise<Judge> {
    const clean = materialOf(base.input, base.input.problem);
    const character = { kind: "captured", expected: base.expected, clean, claims } as const;
    return this.once(`${base.name} ${claims}`, () => this.judge(base, character));
  }

  private once(key: string, start: () => Promise<Judge>): Promise<Judge> {
    const judge = this.known.get(key) ?? start();
    this.known.set(key, judge);
    return judge;
  }

  async close(): Promise<void> {
    await Promise.all(this.models.map((model) => model.close()));
  }
}
