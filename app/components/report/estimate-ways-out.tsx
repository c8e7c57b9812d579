import { Link } from "@remix-run/react";
import { PencilLine, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";

/** What leads from an estimate to something better: a list, so that each way stands by itself. */
export function EstimateWaysOut(props: {
  /** The reader may change who judges here. */
  mayConnect: boolean;
  /** A model judges here by now. */
  hasModel: boolean;
  /** Where the reader can mark themselves; null where they can't. */
  marking: MarkingLink | null;
}) {
  const { marking } = props;
  return (
    <section aria-labelledby="ways-out-title" className="mt-8 print:hidden">
      <h3 id="ways-out-title" className="text-lg font-semibold">
        From an estimate to a grade
      </h3>
      <ul className="mt-2 max-w-xl space-y-3">
        <WayOut icon={<Plug aria-hidden className="text-accent mt-0.5 size-5 shrink-0" />}>
          {props.mayConnect ? (
            <>
              <Link
                to="/settings"
                className="text-accent font-semibold underline underline-offset-2"
              >
                Connect a model
              </Link>
              . It reads your answer and grades it. A model on your own machine costs nothing.
            </>
          ) : (
            <>
              <strong>Have it graded.</strong>{" "}
              {props.hasModel
                ? "A model grades here now. Ask a reviewer to have this attempt graded again."
                : "Ask an administrator of this server to connect a model that reads answers."}
            </>
          )}
        </WayOut>
        {marking !== null && (
          <WayOut icon={<PencilLine aria-hidden className="text-accent mt-0.5 size-5 shrink-0" />}>
            <Link
              to={marking.to}
              className="text-accent font-semibold underline underline-offset-2"
            >
              {sayMarking(marking)}
            </Link>
            . Criterion by criterion, with an example of what counts. Your marks stand in the report
            beside the estimate.
          </WayOut>
        )}
      </ul>
    </section>
  );
}

function WayOut(props: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      {props.icon}
      <p className="min-w-0">{props.children}</p>
    </li>
  );
}
