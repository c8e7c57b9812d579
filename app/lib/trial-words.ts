import type { GradingTime, Paces } from "#domain/settings/grading-plan";
import type { CallStep } from "#domain/settings/judge-test.schema";
import { formatCount } from "./report/format";

/** What a model is doing with the small question; null where its server says nothing on the way. */
export function sayStage(step: CallStep | null): string {
  switch (step?.kind) {
    case undefined:
      return "Reading a short answer that says one thing and leaves one out …";
    case "in_line":
      return "Waiting in line: this server answers one call at a time …";
    case "loading":
      return "Loading the model …";
    case "reading":
      return "Reading a short answer …";
    case "thinking":
      return "Thinking …";
    case "writing":
      return "Writing its reply …";
  }
}

/** How far it is with that; null where nothing can be counted. */
export function sayHowFar(step: CallStep | null): string | null {
  switch (step?.kind) {
    case "loading":
      return "The first call may take ten minutes.";
    case "reading":
      if (step.done === null || step.total === null) return null;
      return `${formatCount(step.done)} of ${formatCount(step.total)} tokens.`;
    case "thinking":
    case "writing":
      return `About ${formatCount(step.tokens)} tokens so far.`;
    default:
      return null;
  }
}

/** How fast a model at home was with the small question. */
export function sayPaces(paces: Paces | null): string {
  if (paces === null) return "Its speed is unknown: its server counts no tokens.";
  const { readsPerSecond, writesPerSecond, thoughtTokens, isReadSure } = paces;
  const atLeast = isReadSure === false ? "at least " : "";
  const reads =
    readsPerSecond === null
      ? "How fast it reads is unknown"
      : `It reads ${atLeast}${sayTokens(readsPerSecond)} per second`;
  const writes =
    writesPerSecond === null
      ? "how fast it writes is unknown"
      : `it writes ${sayTokens(writesPerSecond)} per second`;
  const thinks = thoughtTokens
    ? ` It thought for ${sayTokens(thoughtTokens)} before it replied.`
    : "";
  return `${reads}, and ${writes}.${thinks}`;
}

/** How long a whole grading takes on this server; null is unknown. */
export function sayGradingTime(time: GradingTime | null): string {
  if (time === null) return "How long a grading takes here is unknown.";
  const least = Math.floor(time.leastMs / MINUTE_MS);
  const most = Math.ceil(time.mostMs / MINUTE_MS);
  if (most <= 1) return "A grading takes less than a minute here.";
  if (least < 1) return `A grading takes up to ${most} minutes here.`;
  return `A grading takes about ${least} to ${most} minutes here.`;
}

const MINUTE_MS = 60_000;

/** Rounded to what a person can use of it. */
function sayTokens(count: number): string {
  const rounded = count < 10 ? Number(count.toFixed(1)) : Math.round(count);
  return rounded === 1 ? "1 token" : `${formatCount(rounded)} tokens`;
}
