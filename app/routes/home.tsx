import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getFirstSteps, hasAccounts } from "#server/accounts/get-first-steps";
import { getHome } from "#server/practice/get-home";
import { listProblems } from "#server/problems/list-problems";
import { listSamples } from "#server/problems/get-sample";
import { DemoButton } from "~/components/account/demo-button";
import { CandidateHome } from "~/components/home/candidate-home";
import { MarkedAnswer } from "~/components/home/marked-answer";
import { SampleLinks } from "~/components/practice/sample-links";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { chooseLead } from "~/lib/home-lead";
import { suggestNext } from "~/lib/problem-filter";
import { readTimeZone } from "~/lib/time-zone";

export const meta: MetaFunction = () => [
  { title: "Scaleboard · Practise system-design interviews for ML and LLM systems" },
  {
    name: "description",
    content:
      "Draw the system, answer five questions about it, and get a grade that quotes your own sentences and boxes.",
  },
];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { viewer, settings, db } = context;
  const { hasModel } = await context.getJudge();
  return {
    own: viewer?.role === "candidate" ? await loadOwn(context, viewer.id, request) : null,
    isSignedIn: viewer !== null,
    isDemo: settings.isDemo,
    isSignUpOpen: settings.signUp === "open",
    hasModel,
    samples: await listSamples(db),
    /** Nobody has an account yet, and no demo account stands in: somebody has just set this up. */
    isUnclaimed: viewer === null && !settings.isDemo && !(await hasAccounts(db)),
    /** For admins: their server has not had its first candidate. */
    isBeingSetUp:
      viewer?.role === "admin" && !Object.values(await getFirstSteps(db)).every(Boolean),
  };
}

/** What a candidate comes back to. */
async function loadOwn(context: AppLoadContext, userId: string, request: Request) {
  const timeZone = readTimeZone(request.headers.get("Cookie"));
  const home = await getHome(context.db, context.study, userId, { now: new Date(), timeZone });
  // A round is suggested where nothing else comes first.
  const isWanted = chooseLead(home) === "round";
  const round = isWanted ? suggestNext(await listProblems(context.db, userId)) : null;
  return { home, timeZone, round };
}

export default function HomePage() {
  const { own } = useLoaderData<typeof loader>();
  return own === null ? <FrontPage /> : <CandidateHome {...own} />;
}

function FrontPage() {
  const { isSignedIn, isDemo, isSignUpOpen, hasModel, samples, isUnclaimed, isBeingSetUp } =
    useLoaderData<typeof loader>();
  return (
    <>
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div className="lg:pt-4">
          <h1 className="text-4xl leading-[1.1] font-bold sm:text-5xl">
            Practise the ML <span className="whitespace-nowrap">system-design</span> interview
          </h1>
          <p className="mt-5 font-serif text-xl leading-normal text-pretty">
            Sketch the system on a canvas, answer five questions about it against the clock, and
            read what a strict marker made of every sentence.
          </p>
          <div className="mt-8">
            {isUnclaimed && <FirstAdminNote />}
            {isSignedIn ? (
              <SignedInActions isBeingSetUp={isBeingSetUp} />
            ) : (
              <VisitorActions isDemo={isDemo} isSignUpOpen={isSignUpOpen} hasModel={hasModel} />
            )}
            <SampleLinks samples={samples} className="text-ink-soft mt-6 max-w-prose" />
          </div>
        </div>
        <MarkedAnswer />
      </div>
      <Steps />
    </>
  );
}

/** On a server that is new: how it gets its first admin. */
function FirstAdminNote() {
  return (
    <Callout tone="info" title="Nobody has an account here yet" className="mb-6">
      <p>
        Make the first admin on the machine that runs it, then sign in:{" "}
        <code className="text-small">
          npm run admin:create -- --email you@example.org --name &quot;Your Name&quot;
        </code>
      </p>
    </Callout>
  );
}

function SignedInActions(props: { isBeingSetUp: boolean }) {
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink to="/problems" variant="primary" size="lg">
        Choose a problem
      </ButtonLink>
      <ButtonLink to="/attempts" size="lg">
        My attempts
      </ButtonLink>
      {props.isBeingSetUp && (
        <ButtonLink to="/welcome" size="lg">
          Set this server up
        </ButtonLink>
      )}
    </div>
  );
}

function VisitorActions(props: { isDemo: boolean; isSignUpOpen: boolean; hasModel: boolean }) {
  if (!props.isDemo) {
    return (
      <div className="flex flex-wrap gap-3">
        {props.isSignUpOpen ? (
          <ButtonLink to="/sign-up" variant="primary" size="lg">
            Create an account
          </ButtonLink>
        ) : (
          <ButtonLink to="/sign-in" variant="primary" size="lg">
            Sign in
          </ButtonLink>
        )}
        <ButtonLink to="/problems" size="lg">
          Look at the problems
        </ButtonLink>
      </div>
    );
  }
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <DemoButton accountRole="candidate" variant="primary" size="lg">
          Try it now
        </DemoButton>
        <ButtonLink to="/problems" size="lg">
          Look at the problems
        </ButtonLink>
      </div>
      <p className="text-ink-soft text-small mt-4">
        One click, no account. Scaleboard runs on your machine, and{" "}
        {props.hasModel
          ? "what you hand in goes to the model that grades it, and nowhere else."
          : "everything you write stays there."}
      </p>
    </>
  );
}

const STEPS = [
  {
    title: "Draw and write",
    text: "A canvas and five sections: scenario, components, architecture, latency and cost, evaluation.",
  },
  {
    title: "Hand it in",
    text: "At the deadline the server hands in what it has. A refresh or a crash loses nothing that was saved.",
  },
  {
    title: "Read the marks",
    text: "Small yes-or-no criteria, each with its quote, its reason and one thing to do next.",
  },
];

function Steps() {
  return (
    <ol className="border-line mt-12 grid gap-x-10 gap-y-6 border-t pt-8 md:grid-cols-3">
      {STEPS.map((step) => (
        <li key={step.title}>
          <h2 className="text-lg font-bold">{step.title}</h2>
          <p className="text-ink-soft mt-1">{step.text}</p>
        </li>
      ))}
    </ol>
  );
}
