import { listTold } from "#server/attempts/list-told";
import { parseScene } from "#domain/diagram/parse-scene";
import { SECTION_IDS } from "#domain/problems/scale";
import { drawPayload } from "./draw-payload";
import { encode } from "./encode";
import { generatePayload } from "./generate-payload";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { GradeInput } from "#server/grading/grade-input";
import type { Attack, PayloadSpot } from "./attack.schema";
import type { Insight } from "./generate-payload";

/** What a candidate hands in, and what they were told on the way. */
export type Work = { answers: Answers; scene: Scene } & Pick<GradeInput, "told" | "shown">;

/**
 * An answer with an attack worked into it, everything else untouched.
 *
 * @param insight what the attacker knows: some payloads are made from the rubric or the problem
 */
export function applyAttack(base: Work, attack: Attack, insight: Insight): Work {
  const payload = payloadOf(attack, insight);
  const { where } = attack;
  if ("drawing" in where) {
    return { answers: base.answers, scene: drawPayload(base.scene, payload, where.drawing) };
  }
  if ("question" in where) return { ...base, ...askInterviewer(payload, insight) };
  if ("insteadOf" in where) {
    const scene = payload === "" ? base.scene : parseScene(JSON.parse(payload)).scene;
    return { answers: base.answers, scene };
  }
  return { answers: writePayload(base.answers, payload, where), scene: base.scene };
}

/** What grading gets to know of a question, by the way it takes from the database. */
function askInterviewer(question: string, { problem }: Insight): Pick<Work, "told" | "shown"> {
  const asked = problem.clarifications
    .slice(0, 1)
    .map(({ id, answer }) => ({ question, clarificationIds: [id], answer }));
  return {
    told: listTold(asked, problem.clarifications),
    shown: asked.map(({ answer }) => answer),
  };
}

/** The words that an attack puts into an answer. */
export function payloadOf(
  { payload, generate, encode: encoding }: Attack,
  insight: Insight,
): string {
  const plain = generate ? generatePayload(generate, insight) : (payload ?? "");
  return encoding ? encode(plain.trim(), encoding) : plain.trim();
}

function writePayload(
  answers: Answers,
  payload: string,
  where: Exclude<
    PayloadSpot,
    { drawing: unknown } | { insteadOf: unknown } | { question: unknown }
  >,
): Answers {
  const written = { ...answers };
  if ("split" in where) {
    const words = payload.split(/\s+/);
    const share = Math.ceil(words.length / SECTION_IDS.length);
    SECTION_IDS.forEach((section, i) => {
      const part = words.slice(i * share, (i + 1) * share).join(" ");
      written[section] = `${answers[section]}\n\n${part}`;
    });
    return written;
  }
  for (const section of where.section === "every" ? SECTION_IDS : [where.section]) {
    written[section] = insert(answers[section], payload, where.at);
  }
  return written;
}

function insert(text: string, payload: string, at: "start" | "middle" | "end"): string {
  if (at === "start") return `${payload}\n\n${text}`;
  if (at === "end") return `${text}\n\n${payload}`;
  const ends = [...text.matchAll(/[.!?](?=\s)/g)].map(({ index }) => index + 1);
  const cut = ends.at(Math.floor(ends.length / 2)) ?? text.length;
  return `${text.slice(0, cut)} ${payload} ${text.slice(cut).trimStart()}`;
}
