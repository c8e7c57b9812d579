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
        <strong>A language model</strong> reads your answer one section at a time, at most five
        criteria per call. Where it wavers it is asked again, and disagreement lowers the confidence
        in the report. The report names the model, the rubric version and the cost.
      </p>
      <p>
        <strong>The offline judge</strong> needs no model and no network. For each criterion of a
        problem that ships with Scaleboard, it has a list of ideas that would show it, in many
        wordings, with number patterns and facts about the drawing. It looks for them in your
        sentences, watches for negation and doubt, and quotes what it found. It can’t follow an
        argument. It can miss a clumsy sentence that says the right thing and overrate a fluent one.
        So its result is called an <strong>estimate</strong> wherever it is shown, gives a range
        instead of a number and clears no bar: good for finding what you left out, not for deciding
        whether you would pass.
      </p>
      <p>
        When a model refuses, stops midway or can’t be reached, your answer is{" "}
        <strong>not graded yet</strong>. It is retried automatically, and then you get a button to
        ask again. A judge failure is never a score.
      </p>
    </>
  );
}
