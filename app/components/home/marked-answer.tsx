import { VerdictMark } from "~/components/report/verdict-mark";
import type { Verdict } from "#domain/grading/verdicts";
import { MarkedDrawing } from "./marked-drawing";

type Note = { verdict: Verdict; criterion: string; text: string };

const NOTES: Note[] = [
  {
    verdict: "met",
    criterion: "Turns the volume into a rate",
    text: "Messages, not conversations, and the peak next to the average.",
  },
  {
    verdict: "partial",
    criterion: "Says how fast, as a number",
    text: "A number, but to the first token or to the last? Say which.",
  },
  {
    verdict: "met",
    criterion: "Searches by words and by meaning",
    text: "Error codes need the first, questions the second.",
  },
  {
    verdict: "not_met",
    criterion: "Names what the first version leaves out",
    text: "Cut two things out loud, and say what would bring them back.",
  },
];

/**
 * The idea of the product in one picture: an answer and its drawing, with the marks in the margin.
 * An example, written for this page; it says so.
 */
export function MarkedAnswer() {
  return (
    <figure>
      <div className="bg-surface border-line shadow-raised rounded-lg border">
        <div className="grid gap-x-6 px-5 py-6 sm:grid-cols-[minmax(0,1fr)_14rem] sm:px-8 sm:py-8">
          <div className="text-body font-serif leading-[1.8]">
            <p className="text-ink-soft text-small mb-2 font-sans font-semibold">Scenario</p>
            <p>
              <Underlined note={1}>
                60,000 conversations with four messages each are 240,000 a day, just under three a
                second; call it eight in the evening.
              </Underlined>{" "}
              People type again when nothing happens, so{" "}
              <Underlined note={2}>I commit to two seconds.</Underlined> We start small and iterate.
            </p>
            <p className="text-ink-soft text-small mt-6 font-sans font-semibold">Architecture</p>
            <MarkedDrawing note={3} />
            <p className="mt-4">
              The gateway adds the customer’s country and device, and the search filters on both.
            </p>
          </div>
          <ol className="border-line mt-6 flex flex-col gap-4 sm:mt-8 sm:border-l sm:pl-5">
            {NOTES.map((note, index) => (
              <MarginNote key={note.criterion} number={index + 1} note={note} />
            ))}
          </ol>
        </div>
      </div>
      <figcaption className="text-ink-soft text-small mt-3">
        A sample of a marked answer. Every verdict rests on your own sentences or on boxes in your
        drawing.
      </figcaption>
    </figure>
  );
}

function Underlined(props: { note: number; children: string }) {
  return (
    <>
      <span className="pen-underline">{props.children}</span>
      <sup className="text-mark ml-0.5 font-sans text-[0.6875rem] leading-none font-bold">
        <span className="sr-only">note </span>
        {props.note}
      </sup>
    </>
  );
}

function MarginNote({ number, note }: { number: number; note: Note }) {
  return (
    <li className="text-small leading-snug">
      <p className="flex items-center gap-2">
        <span aria-hidden className="text-mark text-fine w-2 font-bold tabular-nums">
          {number}
        </span>
        <VerdictMark verdict={note.verdict} className="text-base" />
      </p>
      <div className="pl-4">
        <p className="mt-0.5 font-semibold">{note.criterion}</p>
        <p className="text-ink-soft mt-0.5">{note.text}</p>
      </div>
    </li>
  );
}
