import type { Verdict } from "#domain/grading/verdicts";
import { VerdictMark } from "~/components/report/verdict-mark";

const VERDICT_MEANINGS: { verdict: Verdict; meaning: string }[] = [
  { verdict: "met", meaning: "It is there, and the words or boxes that say so were found." },
  {
    verdict: "partial",
    meaning: "Part of it is there. Only criteria that describe “partly” can get this.",
  },
  { verdict: "not_met", meaning: "It is missing, or what you wrote contradicts it." },
  {
    verdict: "cannot_assess",
    meaning:
      "The judge could not decide. The criterion then counts neither for you nor against you, but it lowers the confidence shown with the grade.",
  },
];

export function AboutCriteria() {
  return (
    <>
      <h2 id="criteria">Small questions, not impressions</h2>
      <p>
        Every problem has its own rubric, a dozen to two dozen criteria over five sections. Each
        asks one thing that is either in your answer or not: does it turn the volume in the brief
        into a rate? Does it compute the monthly bill? No judge rates how good the answer feels on a
        scale of one to five: on such scales even strong judges agree only moderately.
      </p>
      <p>A criterion gets one of four verdicts:</p>
      <dl className="flex flex-col gap-2">
        {VERDICT_MEANINGS.map(({ verdict, meaning }) => (
          <div key={verdict} className="grid gap-x-4 sm:grid-cols-[8.5rem_1fr]">
            <dt>
              <VerdictMark verdict={verdict} className="text-body font-sans" />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        Besides the criteria, a rubric lists <strong>misconceptions</strong>: patterns that
        interviewers hear often, such as a list of tools without a reason for any of them, or
        several cooperating agents where one retrieval and one model call would do. They cost no
        points. They are named in the report, because each usually explains several missing criteria
        at once.
      </p>
    </>
  );
}
