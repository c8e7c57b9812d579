import { ChevronDown, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import type { SaveStatus } from "~/lib/saving/save-status";
import { describeRemedy } from "./save-state";

/** What the workspace has to say, under its bar: changed requirements, the end, and saving gone wrong. */
export function Notices(props: {
  status: SaveStatus;
  isTimeUp: boolean;
  /** Elements of a drawing from before the bound, which are not on the canvas. */
  leftOutCount: number;
  /** The change of requirements; null before it, and when it is too late for it. */
  curveballText: string | null;
  /** Where the report is, once the attempt was handed in elsewhere; null while it is open. */
  reportPath: string | null;
  /** It is an interviewer who changes them. */
  isInterviewed: boolean;
}) {
  const { status, curveballText } = props;
  const [isCurveballSeen, setIsCurveballSeen] = useState(false);
  const remedy = describeRemedy(status);
  const notices: ReactNode[] = [];
  if (props.isTimeUp)
    notices.push(
      <Callout key="time" tone="info" role="alert" title="Time is up.">
        <p>Handing in what is saved. The report opens by itself.</p>
      </Callout>,
    );
  if (props.reportPath !== null)
    notices.push(
      <Callout key="handed-in" tone="warn" role="alert" title="This attempt has been handed in.">
        <p>
          This page stays as it is. Anything you write from now on is kept as late work and isn’t
          graded.
        </p>
        <ButtonLink size="sm" className="mt-2" to={props.reportPath}>
          Open the report
        </ButtonLink>
      </Callout>,
    );
  if (remedy !== null)
    notices.push(
      <Callout key="remedy" tone={status.kind === "refused" ? "danger" : "warn"} role="alert">
        <p>{remedy}</p>
      </Callout>,
    );
  if (status.dropped.length > 0)
    notices.push(
      <Callout key="dropped" tone="warn" role="status">
        <p>
          The server left something out of the drawing:{" "}
          {[...new Set(status.dropped.map(({ type, reason }) => `${type}, ${reason}`))]
            .slice(0, 3)
            .join("; ")}
          . Everything else is saved.
        </p>
      </Callout>,
    );
  if (props.leftOutCount > 0)
    notices.push(
      <Callout key="left-out" tone="warn" role="status">
        <p>
          The drawing is too large to open in full: {props.leftOutCount} of its largest elements are
          kept, but neither on the canvas nor graded. Delete what you can spare, then reload to see
          more.
        </p>
      </Callout>,
    );
  if (status.isLate && props.reportPath === null)
    notices.push(
      <Callout key="late" tone="info" role="status">
        <p>This arrived after the end: it is kept and shown as late work, but not graded.</p>
      </Callout>,
    );
  return (
    <>
      {curveballText !== null && !isCurveballSeen && (
        <CurveballLine
          title={
            props.isInterviewed ? "The interviewer changes one thing" : "The requirements changed"
          }
          text={curveballText}
          onSeen={() => setIsCurveballSeen(true)}
        />
      )}
      {notices.length > 0 && <div className="flex flex-col gap-1 p-2">{notices}</div>}
    </>
  );
}

/**
 * The change of requirements in one line: on a low screen, more would leave the canvas less height
 * than the editor needs for its desktop layout. Opened, all of it lies over the room.
 */
function CurveballLine(props: { title: string; text: string; onSeen: () => void }) {
  return (
    <div
      role="alert"
      className="bg-warn-soft border-warn relative flex items-start gap-2 border-b pr-2"
    >
      <details className="group min-w-0 flex-1">
        <summary className="flex h-9 cursor-pointer items-center gap-2 px-4">
          <TriangleAlert aria-hidden className="text-warn size-5 shrink-0" />
          <span className="truncate">
            <strong>{props.title}</strong> <span className="group-open:hidden">{props.text}</span>
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 group-open:rotate-180" />
        </summary>
        <p className="bg-warn-soft border-warn absolute inset-x-0 top-full z-20 max-h-[50dvh] overflow-y-auto border-b px-4 pb-3 sm:pl-11">
          {props.text}
        </p>
      </details>
      <Button variant="quiet" size="sm" onClick={props.onSeen} title="It stays under Problem.">
        Got it
      </Button>
    </div>
  );
}
