import { Callout } from "~/components/ui/callout";

/** The two judges, and what happens when one fails. */
export function AboutJudges(props: { hasModel: boolean }) {
  return (
    <>
      <h2 id="judges">Who judges</h2>
      <div className="font-sans text-base">
        {props.hasModel ? (
          <Callout tone="info" title="On this server a language model judges." />
        ) : (
          <Callout
            tone="warn"
            title="On this server the offline judge estimates. No model is connected."
          />
        )}
      </div>
      <p>
        <strong>A language model</strong> reads your answer a section at a time, at most five
        criteria a question. Where it wavers it is asked again, and disagreement lowers the
        confidence that the report states. The report names the model, the version of the rubric,
        and what the grading cost.
      </p>
      <p>
        <strong>The offline judge</strong> needs no model and no network. It keeps a list, for each
        criterion of a problem that comes with Scaleboard, of the ideas that would show it, in many
        wordings, with number patterns and facts of the drawing. It looks for them in your
        sentences, minds negation and doubt, and quotes what it found. It cannot follow an argument.
        A clumsy sentence that says the right thing can be missed, and a fluent one can be taken for
        more than it is. So its grade is called an <strong>estimate</strong> wherever it is shown,
        gives a range instead of a number and reaches no bar: good for finding what you left out,
        not for deciding whether you would pass.
      </p>
      <p>
        When a model refuses, breaks off, or cannot be reached, your answer is{" "}
        <strong>not graded yet</strong>. It is tried again, and then you see a button to ask once
        more. A failure of the judge is never a score.
      </p>
    </>
  );
}
