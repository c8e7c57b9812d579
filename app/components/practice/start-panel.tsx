import { useLocation } from "@remix-run/react";
import clsx from "clsx";
import type { AttemptCard } from "#server/attempts/list-attempts";
import { LEVEL_TITLES, LENS_TITLES } from "#domain/problems/scale";
import type { Coverage } from "#domain/grading/verdicts";
import { DemoButton } from "~/components/account/demo-button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { Card } from "~/components/ui/card";
import { LocalTime } from "~/components/ui/local-time";
import type { AskTime } from "#server/grades/get-ask-time";
import { BRIEF_WORDS } from "~/lib/problem-words";
import type { SetUpChoices, SetUpPreset } from "~/lib/set-up-choices";
import { SetupForm } from "./setup-form";

/** The way in: sign in, go on with the attempt that runs, or set up a new one. */
export function StartPanel(props: {
  problem: { slug: string; minutes: number[] };
  choices: SetUpChoices;
  preset: SetUpPreset;
  open: AttemptCard | null;
  isSignedIn: boolean;
  isDemo: boolean;
  isSignUpOpen: boolean;
  extraTimePercent: number;
  /** How much of the rubric the judge knows; null where it reads. */
  coverage: Coverage | null;
  /** When they can ask for their next grade; null for now. */
  ask: AskTime | null;
  error: string | null;
  className?: string;
}) {
  return (
    // In view while one reads, unless its choices are open and taller than the screen.
    <Card
      className={clsx(
        "self-start lg:top-6 print:hidden lg:[&:not(:has(details[open]))]:sticky",
        props.className,
      )}
    >
      {!props.isSignedIn ? (
        <SignInPrompt
          slug={props.problem.slug}
          isDemo={props.isDemo}
          isSignUpOpen={props.isSignUpOpen}
        />
      ) : props.open !== null ? (
        <ResumePrompt open={props.open} />
      ) : (
        <>
          <h2 className="mb-3 text-xl font-bold">Take this interview</h2>
          {props.ask !== null && (
            <Callout tone="info" title="You’ve used the day’s gradings" className="mb-5">
              What you hand in before <LocalTime iso={props.ask.from} /> is kept, and you can mark
              it yourself. Ask for its grade after that.
            </Callout>
          )}
          <ProspectNote coverage={props.coverage} />
          <SetupForm
            minutes={props.problem.minutes}
            choices={props.choices}
            preset={props.preset}
            extraTimePercent={props.extraTimePercent}
            error={props.error}
          />
        </>
      )}
    </Card>
  );
}

/** Said before the start, so that nobody finds out after an hour's work. */
function ProspectNote({ coverage }: { coverage: Coverage | null }) {
  if (coverage === null) {
    return <p className="text-ink-soft mb-4">A model grades what you hand in.</p>;
  }
  if (coverage.isEnough) {
    const { covered, of } = coverage;
    const missing = of - covered;
    return (
      <p className="text-ink-soft mb-4">
        What you hand in gets an estimate: no model is connected.
        {missing > 0 &&
          ` It leaves out ${missing === 1 ? "1 criterion" : `${missing} criteria`} of this problem’s ${of}.`}
      </p>
    );
  }
  return (
    <Callout tone="warn" title="You mark this one yourself" className="mb-5">
      No model is connected, and the offline estimate doesn’t know this problem. You mark your
      answer yourself, and it can be graded once a model is connected.
    </Callout>
  );
}

function SignInPrompt(props: { slug: string; isDemo: boolean; isSignUpOpen: boolean }) {
  // With the set-up that a suggestion has chosen.
  const next = `/problems/${props.slug}${useLocation().search}`;
  const query = new URLSearchParams({ next }).toString();
  return (
    <>
      <h2 className="text-xl font-bold">Take this interview</h2>
      <p className="text-ink-soft mt-2">
        {props.isDemo
          ? "What you draw and write is kept, and only you can see it."
          : "Sign in, so that what you draw and write is kept and only you can see it."}
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        {props.isDemo && (
          <DemoButton accountRole="candidate" next={next} variant="primary">
            Try it now
          </DemoButton>
        )}
        <ButtonLink to={`/sign-in?${query}`} variant={props.isDemo ? "secondary" : "primary"}>
          Sign in
        </ButtonLink>
        {props.isSignUpOpen && <ButtonLink to={`/sign-up?${query}`}>Create an account</ButtonLink>}
      </div>
    </>
  );
}

function ResumePrompt({ open }: { open: AttemptCard }) {
  return (
    <>
      <h2 className="text-xl font-bold">Your attempt is running</h2>
      <p className="text-ink-soft mt-2">
        {LEVEL_TITLES[open.level]}, {LENS_TITLES[open.lens]}
        {open.isPractice && ", practice"}
        {open.brief === "interview" && `, ${BRIEF_WORDS.interview}`}. Started{" "}
        <LocalTime iso={open.startedAt} />
        {open.deadlineAt === null ? (
          ", without a deadline."
        ) : (
          <>
            , handed in at <LocalTime iso={open.deadlineAt} detail="time" />.
          </>
        )}
      </p>
      <ButtonLink to={`/attempts/${open.id}`} variant="primary" size="lg" className="mt-5 w-full">
        Resume
      </ButtonLink>
    </>
  );
}
