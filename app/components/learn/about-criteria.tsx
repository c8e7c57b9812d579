import { VerdictMark } from "~/components/report/verdict-mark";

export function AboutCriteria() {
  return (
    <>
      <h2 id="criteria">Small questions, not impressions</h2>
      <p>
        Every problem has a rubric of 20 to 28 criteria over five sections. Each criterion asks one
        thing that is in your answer or is not: does it turn the volume of the brief into a rate? Is
        the bill for a month computed? Nobody is asked how good the answer feels on a scale of five:
        on such scales even strong judges agree with each other only moderately.
      </p>
      <p>A criterion gets one of four verdicts:</p>
      <ul>
        <li>
          <VerdictMark verdict="met" className="font-sans" /> It is there, and the words or boxes
          that say so were found.
        </li>
        <li>
          <VerdictMark verdict="partial" className="font-sans" /> Part of it is there. Only criteria
          with a description of “partly” can get this.
        </li>
        <li>
          <VerdictMark verdict="not_met" className="font-sans" /> It is missing, or what stands
          there contradicts it.
        </li>
        <li>
          <VerdictMark verdict="cannot_assess" className="font-sans" /> The judge could not decide.
          Then the criterion counts neither for you nor against you, and lowers the confidence shown
          with the grade.
        </li>
      </ul>
      <p>
        Apart from the criteria, a rubric knows <strong>misconceptions</strong>: patterns that
        interviewers hear often, such as a list of tools without a reason for any of them, or
        several cooperating agents where one retrieval and one model call would do. They cost no
        points. They are named in the report, because each usually explains several missing criteria
        at once.
      </p>
    </>
  );
}
