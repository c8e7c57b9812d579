import { doubt, writeDebrief } from "../../grading/debrief/write-debrief";
import { readAnswer } from "../../grading/text-work";
import { prepareVerification } from "../../grading/verification";
import { matchPoints } from "./match-points";
import { placePoint } from "./place-points";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { PlantedDoubt, ReadResult } from "#domain/settings/judge-check.schema";
import type { CheckedPoint, CheckedReply } from "../../grading/debrief/check-reply";
import type { WriteOptions } from "../../grading/debrief/write-debrief";
import type { PlantedPoint } from "./planted-points.schema";
import type { ReadingItem } from "./read-planted-points";

/** As many as a debrief has: a sceptic who is asked about more at a time is asked something else. */
const CLAIMS_A_CALL = 6;

type Placed = PlantedPoint & { placed: Evidence[] };

/**
 * Has a judge read one answer as the second reader of a grading does, with the same prompts and checks:
 * it writes a debrief, whose points are doubted as ever, and then, as the sceptic, doubts the planted
 * points, true and false together. Its text is ours and takes half a second, so no thread is asked to read it.
 * @throws JudgeError of any of the calls
 */
export async function readPoints(
  { input, points }: ReadingItem,
  asking: Pick<WriteOptions, "judge" | "signal" | "onCall" | "kept" | "maxUsd">,
): Promise<ReadResult> {
  const { material, materialPrompt, drawn } = readAnswer(input);
  const { answers, problem, rubric } = input;
  const verification = prepareVerification(answers, drawn, problem, rubric, input);
  const placed: Placed[] = points.map((point) => {
    return { ...point, placed: placePoint(point, drawn, verification) };
  });
  const options: WriteOptions = {
    ...asking,
    input,
    material,
    materialPrompt,
    verification: () => Promise.resolve(verification),
    keepUsd: () => 0,
    now: () => new Date(),
  };
  const debrief = await writeDebrief(options);
  const made = debrief.status === "made" ? debrief.points : [];
  const found = matchPoints(
    made,
    placed.filter((one) => one.is_true),
    drawn,
  );
  const doubts: PlantedDoubt[] = [];
  for (let at = 0; at < placed.length; at += CLAIMS_A_CALL) {
    doubts.push(...(await askSceptic(placed.slice(at, at + CLAIMS_A_CALL), options)));
  }
  return { kind: "read", found, doubts, secondModel: asking.judge.second?.requestedModel ?? null };
}

async function askSceptic(
  planted: readonly Placed[],
  options: WriteOptions,
): Promise<PlantedDoubt[]> {
  const points = planted.map(toPoint);
  const reply: CheckedReply = {
    heart: "",
    sinks: "",
    strengths: [],
    asides: [],
    points,
    nextQuestion: "",
    dropped: [],
  };
  const left = new Map((await doubt(reply, options)).points.map((one) => [one.id, one.sceptic]));
  return planted.map(({ id }, at) => {
    const verdict = left.get(points[at]?.id ?? "") ?? "refuted";
    return { id, verdict };
  });
}

/** As it would be in a debrief: the sceptic sees claim, consequence and places. */
function toPoint(
  { kind, danger, headline, consequence, placed }: Placed,
  at: number,
): CheckedPoint {
  return {
    id: `p${at + 1}`,
    kind,
    danger,
    section: "scenario",
    headline,
    places: placed,
    consequence,
    sayInstead: "",
    figures: [],
    criterionIds: [],
    failureId: null,
  };
}
