import type { Aids } from "#server/attempts/get-aids";
import { SECTION_TITLES } from "#domain/problems/scale";
import { LocalTime } from "../ui/local-time";
import { Section } from "~/components/ui/section";
import { QuestionAnswers } from "./question-answers";

/** What was asked, which hints were opened, and what changed midway: nothing where nothing was. */
export function AidsUsed({ aids }: { aids: Aids }) {
  const { questions, hints, curveball } = aids;
  if (questions.length + hints.length === 0 && curveball === null) return null;
  return (
    <Section
      title="Asked and used"
      intro={
        questions.length + hints.length > 0
          ? "The judge knows what the interviewer said, and takes none of it for the candidate’s own words. A hint changes no verdict."
          : undefined
      }
      isRuled
      className="mt-14"
    >
      {curveball !== null && (
        <div className="border-warn max-w-[68ch] border-l-2 pl-3">
          <p className="font-semibold">
            The requirements changed at <LocalTime iso={curveball.announcedAt} detail="time" />
          </p>
          <p className="font-serif">{curveball.text}</p>
        </div>
      )}
      {questions.length > 0 && (
        <div className="mt-4">
          <QuestionAnswers
            questions={questions.map((asked) => ({
              ...asked,
              key: `${asked.askedAt} ${asked.question}`,
            }))}
          />
        </div>
      )}
      {hints.length > 0 && (
        <ul className="mt-5 flex max-w-[68ch] flex-col gap-2">
          {hints.map(({ section, step, text }) => (
            <li
              key={`${section} ${step}`}
              className="border-line-strong border-l-2 pl-3 font-serif"
            >
              <span className="text-ink-faint mr-2 font-sans text-sm">
                {SECTION_TITLES[section]}, hint {step}
              </span>
              {text}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
