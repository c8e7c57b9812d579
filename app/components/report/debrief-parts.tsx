import { sayDebriefNote } from "~/lib/report/debrief-view";
import type { DebriefView, MadeView } from "~/lib/report/debrief-view";
import { Section } from "../ui/section";
import { PlaceLink } from "./place-link";
import { asideAnchor, strengthAnchor, useSelection } from "./selection";

/** What is right at the heart of the design, and what would sink it: the report opens with it. */
export function Diagnosis({ debrief }: { debrief: DebriefView }) {
  if (debrief?.kind !== "made") return null;
  const { heart, sinks } = debrief;
  return (
    <section aria-labelledby="diagnosis-title" className="mb-8 max-w-[40rem] print:mb-4">
      <h2 id="diagnosis-title" className="text-ink-soft mb-2 text-base font-semibold">
        In short
      </h2>
      <p className="text-heading font-serif leading-snug text-pretty">{heart}</p>
      {sinks !== "" && (
        <p className="text-heading mt-3 font-serif leading-snug text-pretty">{sinks}</p>
      )}
    </section>
  );
}

/** A quiet line, where there is something to know of the debrief. */
export function DebriefNote({ debrief }: { debrief: DebriefView }) {
  const note = sayDebriefNote(debrief);
  return note === null ? null : <p className="text-ink-soft mt-3">{note}</p>;
}

/** Smaller things than the points, with the words they rest on. */
export function AlsoToFix({ asides }: Pick<MadeView, "asides">) {
  const { lit, pointing } = useSelection();
  if (asides.length === 0) return null;
  return (
    <Section title="Also worth fixing" size="2xl" isRuled className="pb-10">
      <ul className="grid gap-x-14 gap-y-6 lg:grid-cols-2 print:block print:space-y-3">
        {asides.map(({ number, place, says }) => (
          <li
            key={place.id}
            id={asideAnchor(number)}
            tabIndex={-1}
            data-lit={lit.has(place.id) || undefined}
            {...pointing([place.id])}
            className="border-line data-lit:border-mark scroll-mt-6 break-inside-avoid border-l-2 pl-4 outline-offset-4"
          >
            <p className="text-pretty">{says}</p>
            <div className="mt-1.5">
              <PlaceLink place={place} ids={[place.id]} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What an interviewer would remember well, with the words it rests on. */
export function WhatWasGood({ strengths }: Pick<MadeView, "strengths">) {
  const { lit, pointing } = useSelection();
  if (strengths.length === 0) return null;
  return (
    <Section title="What was good" size="2xl" isRuled className="pb-10">
      <ul className="grid gap-x-14 gap-y-6 lg:grid-cols-3 print:block print:space-y-3">
        {strengths.map(({ number, place, why }) => (
          <li
            key={place.id}
            id={strengthAnchor(number)}
            tabIndex={-1}
            data-lit={lit.has(place.id) || undefined}
            {...pointing([place.id])}
            className="border-line data-lit:border-met scroll-mt-6 break-inside-avoid border-l-2 pl-4 outline-offset-4"
          >
            <PlaceLink place={place} ids={[place.id]} />
            <p className="mt-2 text-pretty">{why}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Nothing where the debrief asks nothing. */
export function NextQuestion({ question }: { question: string }) {
  if (question === "") return null;
  return (
    <Section title="The next question" size="2xl" isRuled className="pb-10">
      <p className="text-heading max-w-[60ch] font-serif leading-snug text-pretty">{question}</p>
    </Section>
  );
}
