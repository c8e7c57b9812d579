import type { QueuedGrading } from "#server/grades/get-queue";
import { TextLink } from "~/components/ui/text-link";

/** What is graded: a link to its report, but for a drill, which only its candidate may open. */
export function GradedAttempt({
  grading,
}: {
  grading: Pick<QueuedGrading, "attemptId" | "slug" | "isDrill">;
}) {
  if (grading.isDrill) return <>{grading.slug} (drill)</>;
  return <TextLink to={`/attempts/${grading.attemptId}/report`}>{grading.slug}</TextLink>;
}
