import { Form, useNavigation } from "@remix-run/react";
import { STOPPED } from "#domain/grading/stopped";
import type { GradeState } from "#server/grades/grade-state";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { TextLink } from "~/components/ui/text-link";
import { useQuietRefresh } from "~/lib/use-quiet-refresh";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Spinner } from "../ui/spinner";
import { HeldGrading } from "./held-grading";
import { StopGrading } from "./stop-grading";
import { Stopped } from "./stopped";

/** A model's grading takes half a minute; somebody may be waiting for it. */
const REFRESH_MS = 2_000;

/**
 * A grading after the one shown, a drawing too large to be read whole, and the way to the review for
 * who may go there.
 */
export function ReportNotices(props: {
  newer: GradeState | null;
  isOwn: boolean;
  leftOutCount: number;
  reviewTo: string | null;
}) {
  const { newer, leftOutCount, reviewTo } = props;
  const isUnderWay = newer !== null && newer.status !== "needs_attention";
  useQuietRefresh(isUnderWay && newer.held === null, REFRESH_MS);
  if (newer === null && leftOutCount === 0 && reviewTo === null) return null;
  return (
    <div className="mb-6 space-y-1 print:hidden">
      {isUnderWay && newer.held === null && <UnderWay newer={newer} />}
      {isUnderWay && newer.canStop && props.isOwn && <StopGrading />}
      {newer !== null && newer.held !== null && <HeldGrading held={newer.held} />}
      {newer?.status === "needs_attention" &&
        (newer.errorKind === STOPPED ? (
          <Stopped state={newer} isOwn={props.isOwn} marking={null} />
        ) : (
          <Failed newer={newer} isOwn={props.isOwn} />
        ))}
      {leftOutCount > 0 && <LeftOut count={leftOutCount} />}
      {reviewTo !== null && (
        <p>
          <TextLink to={reviewTo}>Review this attempt</TextLink>
        </p>
      )}
    </div>
  );
}

function UnderWay({ newer }: { newer: GradeState }) {
  const { progress } = newer;
  return (
    <p role="status" className="text-ink-soft flex items-center gap-2.5">
      <Spinner />
      <span>
        A new grading is in progress
        {progress !== null && `, ${progress.done} of ${progress.of} criteria decided`}. You see the
        previous one until it is done.
      </span>
    </p>
  );
}

/** The one before it is still shown, so nothing is lost; it can be asked for again. */
function Failed({ newer, isOwn }: { newer: GradeState; isOwn: boolean }) {
  const isPending = useNavigation().state !== "idle";
  return (
    <Callout tone="warn" title="The new grading failed">
      <p>
        {newer.errorMessage ?? "It stopped without giving a reason."} Below is the previous one.
      </p>
      {isOwn && (
        <Form method="post" className="mt-3">
          <Button type="submit" isPending={isPending}>
            {newer.errorKind === LEFT_OPEN ? "Ask for what is open" : "Try again"}
          </Button>
        </Form>
      )}
    </Callout>
  );
}

/** Drawings from before their size was bounded. */
function LeftOut({ count }: { count: number }) {
  return (
    <p className="text-ink-soft">
      The drawing is too large to open in full: {count} of its largest{" "}
      {count === 1 ? "element is" : "elements are"} kept, but neither shown here nor graded.
    </p>
  );
}
