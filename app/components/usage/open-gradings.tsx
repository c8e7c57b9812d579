import type { ReactNode } from "react";
import type { QueuedGrading } from "#server/grades/get-queue";
import { GradedAttempt } from "~/components/usage/graded-attempt";
import { formatAge } from "~/lib/format-age";
import { LocalTime } from "~/components/ui/local-time";
import { ScrollArea } from "~/components/ui/scroll-area";

/** Gradings under way, oldest first. */
export function OpenGradings(props: { gradings: QueuedGrading[]; count: number; now: string }) {
  const hidden = props.count - props.gradings.length;
  return (
    <>
      <ScrollArea label="Gradings in progress">
        <table className="w-full min-w-[40rem] text-left">
          <thead className="text-ink-soft">
            <tr>
              {["Problem", "Candidate", "State", "Age", "Failed tries", "Lease"].map((title) => (
                <th key={title} scope="col" className="py-2 pr-4 font-normal">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.gradings.map((grading) => (
              <tr key={grading.gradeId} className="border-line border-t align-top">
                <td className="py-2 pr-4">
                  <GradedAttempt grading={grading} />
                </td>
                <td className="py-2 pr-4">{grading.candidate}</td>
                <td className="py-2 pr-4">{sayState(grading)}</td>
                <td className="py-2 pr-4 whitespace-nowrap tabular-nums">
                  {formatAge(grading.queuedAt, props.now)}
                </td>
                <td className="py-2 pr-4 tabular-nums">{grading.failures}</td>
                <td className="py-2 tabular-nums">{grading.leaseEpoch}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {hidden > 0 && <p className="text-ink-soft mt-3">And {hidden} younger ones.</p>}
    </>
  );
}

function sayState({ status, errorMessage, heldUntil }: QueuedGrading): ReactNode {
  if (status === "running") return "being graded";
  if (heldUntil !== null) {
    return (
      <>
        held by the person’s limit until <LocalTime iso={heldUntil} />
      </>
    );
  }
  return errorMessage === null ? "queued" : `retrying. ${errorMessage}`;
}
