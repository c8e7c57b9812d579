import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAskTime } from "#server/grades/get-ask-time";
import { listDebriefStates } from "#server/grades/list-debrief-states";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import type { AttemptCard } from "#server/attempts/list-attempts";
import { listDrills } from "#server/attempts/list-drills";
import { listSamples } from "#server/problems/get-sample";
import { getTaster } from "#server/problems/get-taster";
import { listProblems } from "#server/problems/list-problems";
import { listProspects } from "#server/rubrics/list-prospects";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { DrillRow } from "~/components/drill/drill-row";
import { AttemptRow } from "~/components/practice/attempt-row";
import { AttemptTabs } from "~/components/practice/attempt-tabs";
import { SampleLinks } from "~/components/practice/sample-links";
import { StartHere } from "~/components/practice/start-here";
import { MixedDebriefs } from "~/components/report/mixed-debriefs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { suggestFirst } from "~/lib/problem-filter";
import { requireViewer } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "My attempts · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const { db } = context;
  const none = {
    ask: null,
    attempts: null,
    debriefs: [],
    drills: null,
    suggested: null,
    samples: [],
  };
  if (new URL(request.url).searchParams.get("show") === "drills") {
    return { ...none, drills: await listDrills(db, viewer.id) };
  }
  const attempts = await listOwnAttempts(db, viewer.id);
  if (attempts.length > 0) {
    const isLeft = attempts.some(isLeftToAsk);
    return {
      ...none,
      attempts,
      debriefs: await listDebriefStates(db, attempts),
      ask: isLeft
        ? await getAskTime(context.db, viewer.id, context.settings.limits.gradings)
        : null,
    };
  }
  const judge = await context.getJudge();
  const [problems, prospects, samples] = await Promise.all([
    listProblems(db, viewer.id),
    listProspects(db, judge),
    listSamples(db),
  ]);
  const problem = suggestFirst(problems, prospects);
  const suggested = problem && {
    problem,
    prospect: prospects[problem.slug] ?? ("own_marks" as const),
    hasTaster: (await getTaster(db, judge)) !== null,
  };
  return { ...none, attempts, suggested, samples };
}

export default function AttemptsPage() {
  const { ask, attempts, debriefs, drills, suggested, samples } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="My attempts"
        actions={<ButtonLink to="/problems">Choose a problem</ButtonLink>}
      />
      <AttemptTabs shown={drills === null ? "interviews" : "drills"} />
      {attempts !== null && attempts.length === 0 && (
        <>
          {suggested !== null && <StartHere {...suggested} />}
          <EmptyState title="Your interviews appear here">
            Each with its score and report.
            <SampleLinks samples={samples} className="mt-2" />
          </EmptyState>
        </>
      )}
      {attempts !== null && attempts.length > 0 && (
        <ul className="border-line border-b">
          {attempts.map((attempt) => (
            <AttemptRow
              key={attempt.id}
              attempt={attempt}
              askFrom={isLeftToAsk(attempt) ? (ask?.from ?? null) : null}
              isComparable={hasOther(attempt, attempts)}
            />
          ))}
        </ul>
      )}
      <MixedDebriefs states={debriefs} />
      {drills !== null && drills.length === 0 && <NoDrills />}
      {drills !== null && drills.length > 0 && (
        <ul className="border-line border-b">
          {drills.map((drill) => (
            <DrillRow key={drill.id} drill={drill} />
          ))}
        </ul>
      )}
    </>
  );
}

function isLeftToAsk({ gradeStatus, errorKind }: AttemptCard): boolean {
  return gradeStatus === "needs_attention" && errorKind === DAY_USED_UP;
}

/** Whether another attempt on its problem was handed in, as it was itself. */
function hasOther(attempt: AttemptCard, attempts: readonly AttemptCard[]): boolean {
  const isHandedIn = ({ status }: AttemptCard) => status === "submitted";
  return (
    isHandedIn(attempt) &&
    attempts.some(
      (other) => other.slug === attempt.slug && other.id !== attempt.id && isHandedIn(other),
    )
  );
}

function NoDrills() {
  return (
    <EmptyState
      title="No drills yet"
      action={<ButtonLink to="/attempts">Your interviews</ButtonLink>}
    >
      A drill practices one to three criteria in five to ten minutes. Start one from a report, next
      to a criterion you missed.
    </EmptyState>
  );
}
