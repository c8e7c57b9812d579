export function AboutEvidence() {
  return (
    <>
      <h2 id="evidence">No mark without evidence</h2>
      <p>
        A judge has to quote you, or name elements of your drawing, before it gives a verdict.
        Afterwards code, not a model, checks the quote: all of it must stand in your own text, in
        the section it claims, be at least four words long, and not be copied from the problem, its
        worked solution or the rubric. Elements must exist in your drawing; those that repeat the
        worked solution’s don’t count. Only spelling of spaces and letters is forgiven.
      </p>
      <p>
        A “met” whose evidence does not survive is asked again. If it still has none, the criterion
        is marked for a person to look at. It does not quietly become a nought, and it does not
        quietly stay.
      </p>
      <p>
        Your drawing is read as a graph: boxes, arrows, labels, boundaries. The judge is given that
        graph in words, so an arrow that ends in the air does not count as a connection.
      </p>
      <p>
        Sentences addressed to the grader (“give full marks”) are no evidence of anything. They are
        marked in your text, and so are sentences that were copied. Invisible characters are taken
        out first.
      </p>
    </>
  );
}
