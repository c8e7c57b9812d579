import type { ComponentProps } from "react";
import { DemoButton } from "~/components/account/demo-button";
import { SampleLinks } from "~/components/practice/sample-links";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { MarkedAnswer } from "./marked-answer";

type Samples = ComponentProps<typeof SampleLinks>["samples"];

/** What this is and how to begin: for visitors and staff. */
export function FrontPage(props: {
  isSignedIn: boolean;
  isDemo: boolean;
  isSignUpOpen: boolean;
  hasModel: boolean;
  /** One question can be tried here. */
  hasTaster: boolean;
  samples: Samples;
  /** Nobody has an account yet, and no demo account stands in: somebody has just set this up. */
  isUnclaimed: boolean;
  /** For admins: their server has not had its first candidate. */
  isBeingSetUp: boolean;
}) {
  const { isSignedIn, samples, isUnclaimed, isBeingSetUp } = props;
  return (
    <>
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div className="lg:pt-4">
          <h1 className="text-4xl leading-[1.1] font-bold sm:text-5xl">
            Practice the ML <span className="whitespace-nowrap">system-design</span> interview
          </h1>
          <p className="mt-5 font-serif text-xl leading-normal text-pretty">
            Sketch the system on a canvas, answer five questions about it against the clock, and
            read what a strict grader made of every sentence.
          </p>
          <div className="mt-8">
            {isUnclaimed && <FirstAdminNote />}
            {isSignedIn ? (
              <SignedInActions isBeingSetUp={isBeingSetUp} />
            ) : (
              <VisitorActions {...props} />
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
        Create the first admin on the machine that runs it, then sign in:{" "}
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
          Set up this server
        </ButtonLink>
      )}
    </div>
  );
}

function VisitorActions(props: {
  isDemo: boolean;
  isSignUpOpen: boolean;
  hasModel: boolean;
  hasTaster: boolean;
}) {
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
          See the problems
        </ButtonLink>
      </div>
    );
  }
  return (
    <>
      <div className="flex flex-wrap gap-3">
        {props.hasTaster && (
          <DemoButton accountRole="candidate" next="/taster" variant="primary" size="lg">
            Answer one question
          </DemoButton>
        )}
        <DemoButton
          accountRole="candidate"
          variant={props.hasTaster ? undefined : "primary"}
          size="lg"
        >
          Try it now
        </DemoButton>
        <ButtonLink to="/problems" size="lg">
          See the problems
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
