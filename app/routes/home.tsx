import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { getDemoPerson } from "#server/accounts/demo-people";
import { getFirstSteps, hasAccounts } from "#server/accounts/get-first-steps";
import type { Viewer } from "#server/accounts/sessions";
import { getHome } from "#server/practice/get-home";
import { getTaster } from "#server/problems/get-taster";
import { listProblems } from "#server/problems/list-problems";
import { listProspects } from "#server/rubrics/list-prospects";
import { listSamples } from "#server/problems/get-sample";
import { describePage } from "~/lib/describe-page";
import { chooseLead } from "~/lib/home-lead";
import { suggestNext } from "~/lib/problem-filter";
import { readTimeZone } from "~/lib/time-zone";

// Two pages at one address: nobody loads both.
const CandidateHome = lazy(async () => {
  const { CandidateHome: component } = await import("~/components/home/candidate-home");
  return { default: component };
});
const FrontPage = lazy(async () => {
  const { FrontPage: component } = await import("~/components/home/front-page");
  return { default: component };
});

export const meta: MetaFunction = (place) =>
  describePage(place, {
    title: "Practice system-design interviews for ML and LLM systems",
    description:
      "Draw the system, answer five questions about it, and get a grade that quotes your own sentences and boxes.",
    preview: "home",
  });

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { viewer, settings, db } = context;
  const judge = await context.getJudge();
  const own = viewer?.role === "candidate" ? await loadOwn(context, viewer, request) : null;
  const isNew = viewer === null || (own !== null && own.round !== null);
  return {
    own,
    isSignedIn: viewer !== null,
    isDemo: settings.isDemo,
    isSignUpOpen: settings.signUp === "open",
    hasModel: judge.hasModel,
    hasTaster: isNew && (await getTaster(db, judge)) !== null,
    samples: await listSamples(db),
    /** Nobody has an account yet, and no demo account stands in: somebody has just set this up. */
    isUnclaimed: viewer === null && !settings.isDemo && !(await hasAccounts(db)),
    /** For admins: their server has not had its first candidate. */
    isBeingSetUp:
      viewer?.role === "admin" && !Object.values(await getFirstSteps(db)).every(Boolean),
  };
}

/** What a candidate comes back to. */
async function loadOwn(context: AppLoadContext, viewer: Viewer, request: Request) {
  const userId = viewer.id;
  const timeZone = readTimeZone(request.headers.get("Cookie"));
  const home = await getHome(context.db, context.study, userId, { now: new Date(), timeZone });
  // A round is suggested where nothing else comes first.
  const isWanted = chooseLead(home) === "round";
  const round = isWanted ? await suggestRound(context, userId) : null;
  return { home, timeZone, round, demoPerson: await getDemoPerson(context.db, viewer) };
}

async function suggestRound({ db, getJudge }: AppLoadContext, userId: string) {
  const judge = await getJudge();
  const [problems, prospects] = await Promise.all([
    listProblems(db, userId),
    listProspects(db, judge),
  ]);
  const problem = suggestNext(problems, prospects);
  return problem && { problem, prospect: prospects[problem.slug] ?? "own_marks" };
}

export default function HomePage() {
  const { own, ...front } = useLoaderData<typeof loader>();
  return (
    <Suspense>
      {own === null ? (
        <FrontPage {...front} />
      ) : (
        <CandidateHome {...own} hasTaster={front.hasTaster} />
      )}
    </Suspense>
  );
}
