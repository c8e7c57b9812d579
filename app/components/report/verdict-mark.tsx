import clsx from "clsx";
import type { Verdict } from "#domain/grading/verdicts";
import { FOUND_WORDS, VERDICT_WORDS } from "~/lib/report/verdict-words";

/** Strokes of a pen in a box of 20: tick, half a tick's wave, cross, question mark. */
const STROKES: Record<Verdict, string[]> = {
  met: ["M3.2 11.2C4.9 12.6 6.4 14.6 7.3 16.6C9.2 11.4 12.2 6.6 17.2 2.8"],
  partial: ["M2.4 12.1C4.3 7.2 7.2 6.9 9.7 9.9C12.2 13 15.2 13 17.6 7.6"],
  not_met: ["M4.6 4.4C8.3 8 11.7 11.7 15.6 15.4", "M15.2 4.7C11.4 8.3 8.4 11.6 4.7 15.6"],
  cannot_assess: [
    "M5.9 6.4C6.2 3.4 9.4 2.2 11.9 3.4C14.7 4.9 13.7 8 11.5 9.3C10.1 10.2 9.8 11.2 9.8 12.9",
    "M9.7 16.6L9.9 16.9",
  ],
};

/** What is met is written in another ink than what is missing: at a glance, and not by it alone. */
const INKS: Record<Verdict, string> = {
  met: "stroke-met",
  partial: "stroke-mark",
  not_met: "stroke-mark",
  cannot_assess: "stroke-ink-soft",
};

/** The verdict as the pen wrote it. Decoration: the word always stands beside it. */
export function VerdictShape(props: { verdict: Verdict; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 20 20"
      className={clsx(
        "inline-block shrink-0 overflow-visible",
        INKS[props.verdict],
        props.className,
      )}
      fill="none"
      strokeWidth="2.1"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {STROKES[props.verdict].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

/** Shape and word. */
export function VerdictMark(props: { verdict: Verdict; isEstimate?: boolean; className?: string }) {
  const words = props.isEstimate ? FOUND_WORDS : VERDICT_WORDS;
  return (
    <span className={clsx("inline-flex items-center gap-1.5 font-semibold", props.className)}>
      <VerdictShape verdict={props.verdict} className="size-5" />
      {words[props.verdict]}
    </span>
  );
}
