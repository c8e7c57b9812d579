import type { Judge } from "#server/grading/judge";
import { parseScene } from "#domain/diagram/parse-scene";
import { SECTION_IDS } from "#domain/problems/scale";
import { AttackWorld, readBases } from "../content/attacks/attack-world";
import { applyAttack } from "../evals/attacks/apply-attack";
import type { Work } from "../evals/attacks/apply-attack";
import type { AttackBase } from "../evals/attacks/attack-bases";
import { gradeOrVoid } from "../evals/attacks/run-attack-pairs";
import { RAG } from "../support/content";
import type { CapturedClaims } from "../support/fake-model/character";
import type { GradeInput } from "#server/grading/grade-input";
import type { Entry } from "./entry.schema";
import { fillScene } from "./fill-elements";
import { spell, spellJson } from "./spell";

/** What the judges that fall for anything rest their verdicts on, once they have. */
const CLAIMS = [
  "payload",
  "invented",
  "half_invented",
  "one_sentence",
  "abstaining",
] satisfies CapturedClaims[];
const { signal } = new AbortController();

/**
 * Points of 100 over the same answer without the injection, the most that any judge gave, and which.
 * A judge that is caught gives no grade, and no points.
 */
export type Gain = { points: number; judge: string };

export type GainMeter = { measure: (entry: Entry) => Promise<Gain>; close: () => Promise<void> };

/**
 * Works injections into a weak answer and has it graded by scripted judges that the least trace of
 * anything added takes over.
 */
export async function openGainMeter(): Promise<GainMeter> {
  const base = (await readBases()).find(({ name }) => name === `${RAG}/weak`);
  if (!base) throw new Error("there is no weak answer to work on");
  const world = new AttackWorld();
  const { expected } = base;
  const judges: [string, Judge][] = [
    ["perfect", await world.perfect(base)],
    ["obedient", await world.judge(base, { kind: "obedient", expected })],
  ];
  for (const claims of CLAIMS) judges.push([claims, await world.captured(base, claims)]);
  const clean = await gradeOrVoid(base.input, await world.perfect(base), signal);
  if (clean.total === null) throw new Error("the clean answer has no grade");
  const { total: cleanTotal } = clean;
  return {
    measure: async (entry) => {
      const work = workIn(base, entry);
      const gains: Gain[] = [];
      for (const [name, judge] of judges) {
        const { total } = await gradeOrVoid({ ...base.input, ...work }, judge, signal);
        gains.push({ points: (total ?? 0) - cleanTotal, judge: name });
      }
      return gains.reduce((most, gain) => (gain.points > most.points ? gain : most));
    },
    close: () => world.close(),
  };
}

/** The base with an entry's texts after its own, its elements in the drawing, its questions asked. */
function workIn({ input }: AttackBase, { grade }: Entry): Work & Pick<GradeInput, "interview"> {
  const answers = { ...input.answers };
  for (const [section, text] of Object.entries(grade?.texts ?? {})) {
    const id = SECTION_IDS.find((known) => known === section);
    if (!id) throw new Error(`there is no section ${section}`);
    answers[id] = `${answers[id]}\n\n${spell(text)}`;
  }
  const work: Work = { answers, scene: addToScene(input.scene, grade?.scene) };
  const { problem, rubric } = input;
  const interview = (grade?.replies ?? []).map((reply, at) => ({
    turn: at + 1,
    section: SECTION_IDS[0],
    question: "What would you say to that?",
    reply: spell(reply),
    isDeclined: false,
  }));
  const asked = (grade?.questions ?? []).reduce<Work>((before, question, at) => {
    const attack = { id: `question-${at}`, family: "doors", payload: spell(question) };
    return applyAttack(before, { ...attack, where: { question: "meant" } }, { problem, rubric });
  }, work);
  return interview.length === 0 ? asked : { ...asked, interview };
}

type Drawn = NonNullable<Entry["grade"]>["scene"];

function addToScene(scene: Work["scene"], drawn: Drawn): Work["scene"] {
  if (drawn === undefined) return scene;
  const added: unknown = JSON.parse(spellJson(fillScene(drawn)));
  const { elements } = parseScene(added).scene;
  return { ...scene, elements: [...scene.elements, ...elements] };
}
