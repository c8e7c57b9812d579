import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DemoButton } from "~/components/account/demo-button";
import { MarkedAnswer } from "~/components/home/marked-answer";
import { ButtonLink } from "~/components/ui/button-link";

export const meta: MetaFunction = () => [
  { title: "Scaleboard · Practise system-design interviews for ML and LLM systems" },
  {
    name: "description",
    content:
      "Draw the system, answer five questions about it, and get a grade that quotes your own sentences and boxes.",
  },
];

export function loader({ context }: LoaderFunctionArgs) {
  return { isSignedIn: context.viewer !== null, isDemo: context.settings.isDemo };
}

export default function HomePage() {
  const { isSignedIn, isDemo } = useLoaderData<typeof loader>();
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
            {isSignedIn ? <SignedInActions /> : <VisitorActions isDemo={isDemo} />}
          </div>
        </div>
        <MarkedAnswer />
      </div>
      <Steps />
    </>
  );
}

function SignedInActions() {
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink to="/problems" variant="primary" size="lg">
        Choose a problem
      </ButtonLink>
      <ButtonLink to="/attempts" size="lg">
        My attempts
      </ButtonLink>
    </div>
  );
}

function VisitorActions(props: { isDemo: boolean }) {
  if (!props.isDemo) {
    return (
      <div className="flex flex-wrap gap-3">
        <ButtonLink to="/sign-up" variant="primary" size="lg">
          Create an account
        </ButtonLink>
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
          Try it as a candidate
        </DemoButton>
        <ButtonLink to="/problems" size="lg">
          Look at the problems
        </ButtonLink>
      </div>
      <div className="text-ink-soft mt-5 flex flex-wrap items-center gap-x-2 gap-y-1">
        <span>Or sign in as</span>
        <DemoButton accountRole="reviewer" size="sm">
          Reviewer
        </DemoButton>
        <DemoButton accountRole="admin" size="sm">
          Admin
        </DemoButton>
      </div>
      <p className="text-ink-soft mt-3 text-[0.9375rem]">
        One click, no account: this server runs on your own machine, and so does all you write.
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
