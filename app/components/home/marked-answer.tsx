import { VerdictMark } from "~/components/report/verdict-mark";
import type { Verdict } from "#server/grading/verdicts";
import { MarkedDrawing } from "./marked-drawing";

type Note = { verdict: Verdict; criterion: string; text: string };

const NOTES: Record<"rate" | "target" | "cut", Note> = {
  rate: {
    verdict: "met",
    criterion: "Turns the volume into a rate",
    text: "Messages, not conversations, and the peak beside the average.",
  },
  target: {
    verdict: "partial",
    criterion: "Says how fast, as a number",
    text: "A number, but to the first token or to the last? Say which.",
  },
  cut: {
    verdict: "not_met",
    criterion: "Names what the first version leaves out",
    text: "Cut two things aloud, and say what would bring them back.",
  },
};

/**
 * The idea of the product in one picture: an answer and its drawing, with the marks in the margin.
 * An example, written for this page; it says so.
 */
export function MarkedAnswer() {
  return (
    <figure>
      <div className="bg-surface border-line shadow-raised rounded-lg border">
        <div className="grid gap-x-6 px-5 py-6 sm:grid-cols-[minmax(0,1fr)_13rem] sm:px-8 sm:py-8">
          <div className="font-serif text-[1.0625rem] leading-[1.75]">
            <p className="text-ink-soft mb-2 font-sans text-[0.9375rem] font-semibold">Scenario</p>
            <p>
              <Underlined>
                60,000 conversations with four messages each are 240,000 a day, just under three a
                second; call it eight in the evening.
              </Underlined>{" "}
              People type again when nothing happens, so{" "}
              <Underlined>I commit to two seconds</Underlined>. We start small and iterate.
            </p>
            <MarkedDrawing />
          </div>
          <ol className="border-line mt-6 flex flex-col gap-5 sm:mt-8 sm:border-l sm:pl-5">
            <MarginNote note={NOTES.rate} />
            <MarginNote note={NOTES.target} />
            <MarginNote note={NOTES.cut} />
          </ol>
        </div>
      </div>
      <figcaption className="text-ink-soft mt-3 text-[0.9375rem]">
        An example of a marked answer. Every mark rests on your own sentence or on boxes of your
        drawing.
      </figcaption>
    </figure>
  );
}

/** Underlined with the pen: a line that wavers a little and keeps clear of the letters. */
function Underlined(props: { children: string }) {
  return (
    <span className="decoration-mark underline decoration-wavy decoration-[1.5px] underline-offset-[0.3em]">
      {props.children}
    </span>
  );
}

function MarginNote({ note }: { note: Note }) {
  return (
    <li className="text-[0.9375rem] leading-snug">
      <VerdictMark verdict={note.verdict} className="text-base" />
      <p className="mt-0.5 font-semibold">{note.criterion}</p>
      <p className="text-ink-soft mt-0.5">{note.text}</p>
    </li>
  );
}
