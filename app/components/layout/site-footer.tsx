import { DemoButton } from "~/components/account/demo-button";
import type { Version } from "#server/version";
import { TextLink } from "~/components/ui/text-link";

/** Quiet lines: what grades are made by here, and the way in for staff of a demo. */
export function SiteFooter(props: {
  hasModel: boolean;
  /** Null for everybody but staff. */
  version: Version | null;
  offersDemoStaff: boolean;
}) {
  return (
    <footer className="border-line text-ink-soft mt-8 border-t print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-2 px-4 py-6 sm:px-6">
        <p>
          {props.hasModel
            ? "Graded by a language model; every mark quotes your own words or boxes."
            : "No model is connected here: grades are estimates from the offline judge."}
        </p>
        <TextLink to="/how-grading-works">How grading works</TextLink>
        {props.version !== null && (
          <p className="text-small w-full">
            Scaleboard {props.version.version}, commit {props.version.commit}
          </p>
        )}
      </div>
      {props.offersDemoStaff && <DemoStaff />}
    </footer>
  );
}

/** On one's own machine: the demo's other two roles, for whoever runs or reviews. */
function DemoStaff() {
  return (
    <div className="text-small mx-auto flex max-w-6xl flex-wrap items-center gap-x-1 px-4 pb-6 sm:px-6">
      <span className="mr-1">See the demo as staff:</span>
      <DemoButton accountRole="reviewer" next="/review" variant="quiet" size="sm">
        Reviewer
      </DemoButton>
      <DemoButton accountRole="admin" next="/admin" variant="quiet" size="sm">
        Admin
      </DemoButton>
    </div>
  );
}
