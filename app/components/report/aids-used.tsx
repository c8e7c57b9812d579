import type { ReactNode } from "react";
import type { AidsView } from "~/lib/report/aids-view";
import type { Aids } from "#server/attempts/get-aids";
import { SECTION_TITLES } from "#domain/problems/scale";
import { LocalTime } from "../ui/local-time";
import { Section } from "~/components/ui/section";
import { QuestionAnswers } from "./question-answers";

/** What was asked, which hints were opened, and what changed midway: nothing where nothing was. */
export function AidsUsed(props: {
  /** With how it went, where a report says so. */
  aids: Aids | AidsView;
  /** What the report says of the changed requirements. */
  curveballLinks?: ReactNode;
}) {
  const { aids } = props;
  const { questions, hints, curveball } = aids;
  if (questions.length + hints.length === 0 && curveball === null) return null;
  return (
    <Section
      title="Questions and hints"
      intro={
        questions.length + hints.length > 0
          ? "The interviewer’s answers don’t count as the candidate’s own. Hints change no verdict."
          : undefined
      }
      isRuled
      className="mt-10 sm:mt-14"
    >
      {curveball !== null && (
        <div className="border-warn max-w-[68ch] border-l-2 pl-3">
          <p className="font-semibold">
            The requirements changed{" "}
            {"minute" in curveball ? (
              `in minute ${curveball.minute}`
            ) : (
              <>
                at <LocalTime iso={curveball.announcedAt} detail="time" />
              </>
            )}
          </p>
          <p className="font-serif">{curveball.text}</p>
          {props.curveballLinks}
        </div>
      )}
      {questions.length > 0 && (
        <div className="mt-4">
          <QuestionAnswers
            questions={questions.map((asked) => ({
              ...asked,
              question:
                "minute" in asked ? `${asked.question} (minute ${asked.minute})` : asked.question,
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
