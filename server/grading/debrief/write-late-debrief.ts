import { fromVerificationData } from "../verification";
import { writeDebrief } from "./write-debrief";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { GradeInput } from "../grade-input";
import type { Judge } from "../judge";
import type { TextWork } from "../text-work";
import type { WriteOptions } from "./write-debrief";

type Options = Pick<WriteOptions, "signal" | "maxUsd" | "onCall" | "kept"> & { textWork: TextWork };

/**
 * Writes the debrief of an answer that is graded already, by whatever model judges now. It says that it
 * came later, and nothing follows from it.
 * @throws JudgeError of either call; whatever the text work throws
 */
export async function writeLateDebrief(
  input: GradeInput,
  judge: Judge,
  { textWork, ...options }: Options,
): Promise<Debrief> {
  const { material, materialPrompt, drawn } = await textWork.read(input);
  const debrief = await writeDebrief({
    ...options,
    input,
    judge,
    material,
    materialPrompt,
    verification: async () =>
      fromVerificationData((await textWork.inspect(input, { drawn })).verification),
    keepUsd: () => 0,
    now: () => new Date(),
  });
  return debrief.status === "made" ? { ...debrief, isLater: true } : debrief;
}
