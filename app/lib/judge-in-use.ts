import type { AppLoadContext } from "@remix-run/node";
import type { JudgeSettings } from "#server/judges/describe-judge";

/** The judge that grades now, as the pages on checks tell of it. */
export function judgeInUse(context: AppLoadContext): Promise<JudgeSettings> {
  return Promise.resolve(context.settings.judge);
}
