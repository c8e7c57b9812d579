import { data } from "@remix-run/node";
import type { z } from "zod";
import { isAppError } from "#server/errors";
import type { FormOutcome } from "~/components/people/form-outcome";

/** A form's answer to its page: the notice that `work` returns, or the refusal in words. */
export async function answerForm(intent: string, work: () => Promise<string>) {
  try {
    return data<FormOutcome>({ intent, notice: await work(), error: null });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return refuseForm(intent, error.userMessage, error.status);
  }
}

/** A form that could not be read, with the first thing that is wrong with it. */
export function refuseUnread(intent: string, error: z.ZodError) {
  return refuseForm(intent, error.issues[0]?.message ?? "That could not be read.", 400);
}

function refuseForm(intent: string, error: string, status: number) {
  return data<FormOutcome>({ intent, notice: null, error }, { status });
}
