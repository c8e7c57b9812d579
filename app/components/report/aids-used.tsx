import type { Aids } from "#server/attempts/get-aids";
import { SECTION_TITLES } from "#domain/problems/scale";
import { LocalTime } from "../ui/local-time";
import { QuestionAnswers } from "./question-answers";

/** What was asked, which hints were opened, and what changed midway: nothing where nothing was. */
export function AidsUsed({ aids }: { aids: Aids }) {
  const { questions, hints, curveball } = aids;
  if (questions.length + hints.length === 0 && curveball === null) return null;
  return (
    <section aria-labelledby="aids-title" className="border-line mt-14 border-t pt-8">
      <h2 id="aids-title" className="text-xl font-semibold">
        Asked and used
      </h2>
      {questions.length + hints.length > 0 && (
        <p className="text-ink-soft mt-1 max-w-[68ch]">
          The judge knows what the interviewer said, and takes none of it for the candidate’s own
          words. A hint changes no verdict.
        </p>
      )}
      {curveball !== null && (
        <div className="border-warn mt-4 max-w-[68ch] border-l-2 pl-3">
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
    </section>
  );
}
