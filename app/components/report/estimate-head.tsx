import type { ReactNode } from "react";
import { TextLink } from "~/components/ui/text-link";
import type { Head } from "~/lib/report/standing-view";
import { UNREADABLE_WORDS } from "~/lib/report/result-words";
import { sayLeftOut } from "~/lib/report/words";
import { RangeScale } from "../charts/range-scale";
import { JudgedBeside } from "./judged-beside";

/** What an estimate came to: a range, and the ideas found. No bar, no confidence. */
export function EstimateHead(props: {
  head: Extract<Head, { kind: "estimate" }>;
  /** The ways to something better. */
  waysOut: ReactNode;
}) {
  const { low, high, found, inPart, of, leftOut, judged } = props.head;
  return (
    <section aria-labelledby="standing-title">
      <h2 id="standing-title" className="text-ink-soft text-xl">
        Estimate
      </h2>
      <div className="flex flex-wrap items-end gap-x-10 gap-y-5">
        <p className="font-serif leading-none">
          <span className="text-[3.5rem] whitespace-nowrap tabular-nums sm:text-[4rem]">
            {low} to {high}
          </span>
          <span className="text-ink-soft ml-2 text-xl">of 100</span>
        </p>
        <div className="min-w-56 flex-1 px-2">
          <RangeScale low={low} high={high} />
        </div>
      </div>
      <p className="mt-4 text-xl text-pretty">
        Ideas found: <strong className="tabular-nums">{found}</strong> of {of}
        {inPart > 0 && `, ${inPart} more in part`}.{leftOut && ` ${sayLeftOut(leftOut)}`}
      </p>
      <p className="text-ink-soft mt-2 max-w-prose text-pretty">
        No model has read this. A program looked for the rubric’s ideas in your words and drawing;
        it can’t tell whether what you say about them is right.{" "}
        <TextLink to="/how-grading-works">How grading works</TextLink>
      </p>
      <JudgedBeside judged={judged} />
      {props.waysOut}
    </section>
  );
}

/** Instead of a range, where most of an answer is strings of terms. */
export function UnreadableHead(props: { message: string; waysOut: ReactNode }) {
  return (
    <section aria-labelledby="standing-title" className="mt-8 mb-14 max-w-2xl">
      <h2 id="standing-title" className="font-serif text-[2rem] leading-tight text-balance">
        {UNREADABLE_WORDS}
      </h2>
      <p className="mt-3 text-lg text-pretty">{props.message}</p>
      <p className="text-ink-soft mt-3 text-pretty">
        So there is no estimate. What you wrote and drew is kept below.
      </p>
      {props.waysOut}
    </section>
  );
}
