import { lazy, Suspense, useState } from "react";
import type { ReactNode } from "react";
import { Callout } from "~/components/ui/callout";
import type { WorkspaceSync } from "~/lib/saving/open-sync";
import type { SaveStatus } from "~/lib/saving/save-status";
import type { CurveballLineProps } from "./curveball-line";
import { describeRemedy } from "./save-state";

/** Where it can't be fetched, its text is there anyway. */
const CurveballLine = lazy(() =>
  import("./curveball-line").catch(() => ({
    default: ({ text }: CurveballLineProps) => <p role="alert">{text}</p>,
  })),
);

const OfferedWork = lazy(() => import("~/components/offline/offered-work"));

/** What the workspace has to say, under its bar: changed requirements, the end, and saving gone wrong. */
export function Notices(props: {
  status: SaveStatus;
  attemptId: string;
  sync: WorkspaceSync | null;
  isTimeUp: boolean;
  /** Elements of a drawing from before the bound, which are not on the canvas. */
  leftOutCount: number;
  /** The change of requirements; nothing before it, and when it is too late for it. */
  curveballText?: string | null;
  /** The link to the report, once the attempt was handed in elsewhere; null while it is open. */
  reportLink: ReactNode;
  /** It is an interviewer who changes them. */
  isInterviewed?: boolean;
}) {
  const { status } = props;
  const { curveballText, isInterviewed = false } = props;
  const [atOpening] = useState(curveballText);
  const remedy = describeRemedy(status);
  const notices: ReactNode[] = [];
  if (props.isTimeUp)
    notices.push(
      <Callout key="time" tone="info" role="alert" title="Time is up.">
        <p>Handing in what is saved. The report opens by itself.</p>
      </Callout>,
    );
  if (props.reportLink !== null)
    notices.push(
      <Callout key="handed-in" tone="warn" role="alert" title="This attempt has been handed in.">
        <p>
          This page stays as it is. Anything you write from now on is kept as late work and isn’t
          graded.
        </p>
        {props.reportLink}
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
          The drawing is too large: {props.leftOutCount} of its largest elements are kept, but
          neither shown nor graded. Delete others, then reload.
        </p>
      </Callout>,
    );
  if (status.isLate && props.reportLink === null)
    notices.push(
      <Callout key="late" tone="info" role="status">
        <p>This arrived after the end. It is kept as late work and isn’t graded.</p>
      </Callout>,
    );
  return (
    <>
      {curveballText && (
        <Suspense>
          <CurveballLine
            text={curveballText}
            isNews={curveballText !== atOpening}
            isInterviewed={isInterviewed}
          />
        </Suspense>
      )}
      {props.sync && props.sync.offered.length > 0 && (
        <Suspense>
          <OfferedWork attemptId={props.attemptId} offered={props.sync.offered} />
        </Suspense>
      )}
      {notices.length > 0 && <div className="flex flex-col gap-1 p-2">{notices}</div>}
    </>
  );
}
